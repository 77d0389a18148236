import { type FileMode, type FilePolicy, type FileRule, type Problem, type TreeFile, shortened, waymarkFileName } from '@waymark/backstage-plugin-waymark-common';
import type { Evaluated, Where } from '../renderFiles/sandbox';
import { type ChosenLayer, standsAt } from './chooseLayers';
import { rounds } from './items';
import { foldedPath, folderOf } from '../treeFiles/filePath';
import { globMatcher } from '../treeFiles/globMatcher';
import { treeLimits } from '../treeFiles/treeLimits';
import { matchesWhen } from './matchesWhen';
import { pathProblem } from './pathProblem';
import type { PlanInput } from './planInput';

/** A file of the plan: where it will stand, and what it is made from. */
export interface PlannedFile {
  readonly path: string;
  readonly mode: FileMode;
  readonly policy: FilePolicy;
  readonly format: boolean;
  readonly layer: string;
  readonly where: Where;
  readonly source: TreeFile;
  /** Name of the template, where the source is one; else it is copied. */
  readonly template: string | null;
}

const noRule: FileRule = { path: '**', policy: 'managed', format: true };

/** Where each file of the planned layers stands. Two layers that own one path are a problem that names both. */
export function placeFiles(input: PlanInput, layers: readonly ChosenLayer[], problems: Problem[]): readonly PlannedFile[] {
  const owners = new Map<string, PlannedFile>();
  for (const layer of layers) {
    const ruleFor = ruleFinder(input.library.layers[layer.layer]?.definition.files ?? []);
    for (const source of input.library.layers[layer.layer]?.files ?? []) {
      for (const file of placementsOf(source, layer, { input, problems, ruleFor })) {
        if (owners.size >= treeLimits.files) {
          problems.push({ severity: 'error', file: `layers/${layer.layer}/layer.yaml`, what: `there would be more than ${treeLimits.files} files`, mend: 'look at what is repeated by forEach' });
          return [];
        }
        const key = foldedPath(file.path);
        const other = owners.get(key);
        if (other) problems.push(twoOwners(other, file));
        else owners.set(key, file);
      }
    }
  }
  for (const folder of foldersOf(owners.keys())) {
    const file = owners.get(folder);
    if (file) problems.push({ severity: 'error', file: file.path, what: `the layer "${file.layer}" makes it a file, and other files stand below it`, mend: 'rename the one or the other' });
  }
  return [...owners.values()];
}

/** Every folder in which a path stands; each is climbed from once. */
function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = folderOf(path); folder !== '' && !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  }
  return folders;
}

interface Placing {
  readonly input: PlanInput;
  readonly problems: Problem[];
  ruleFor(name: string): FileRule;
}

function placementsOf(source: TreeFile, layer: ChosenLayer, { input, problems, ruleFor }: Placing): readonly PlannedFile[] {
  const below = source.path;
  const library = `layers/${layer.layer}/files/${below}`;
  const rendered = below.endsWith('.njk');
  const name = rendered ? below.slice(0, -'.njk'.length) : below;
  const rule = ruleFor(name);
  const found = rounds(rule, input.context);
  if (!found) {
    problems.push({ severity: 'error', file: `layers/${layer.layer}/layer.yaml`, what: `"${rule.forEach}" is no list of the model`, mend: `correct forEach of ${rule.path}` });
    return [];
  }
  return found.flatMap(round => {
    const item = round.item ?? layer.round.item;
    const where: Where = { layer: standsAt(layer), ...(item && { item }) };
    const scope = round.item ? { ...input.context, [round.item.as]: round.value } : input.context;
    const holds = matchesWhen(rule.when, scope, unknown =>
      problems.push({ severity: 'error', file: `layers/${layer.layer}/layer.yaml`, what: `the condition of ${rule.path} asks for "${unknown.path}", which is not there`, mend: 'name an option of the form or a value of the service model' }),
    );
    if (!holds) return [];
    const evaluated = evaluateName(name, text => input.evaluate(text, where));
    if ('failure' in evaluated) {
      problems.push({ severity: 'error', file: library, what: `the file's name: ${evaluated.failure.what}`, mend: 'correct the expression in the name, or repeat the file with forEach' });
      return [];
    }
    const path = layer.at ? `${layer.at}/${evaluated.text}` : evaluated.text;
    const unsafe = pathProblem(path) ?? (foldedPath(path).split('/')[0] === waymarkFileName ? 'is where Waymark writes its own file' : undefined);
    if (unsafe) {
      problems.push({ severity: 'error', file: library, what: `it would stand at "${shortened(path, 200)}", which ${unsafe}`, mend: 'correct the name' });
      return [];
    }
    return [{
      path,
      mode: rule.mode ? (`100${rule.mode}` as FileMode) : source.mode,
      policy: rule.policy,
      format: rule.format,
      layer: layer.layer,
      where,
      source: { ...source, path: library },
      template: rendered ? `${layer.layer}/files/${below}` : null,
    }];
  });
}

/** Each part of a path is an expression of its own, as it is a folder of its own in the library; most parts recur. */
function evaluateName(name: string, evaluate: (text: string) => Evaluated): Evaluated {
  if (!name.includes('${{')) return { text: name };
  const parts: string[] = [];
  for (const part of name.split('/')) {
    const result = part.includes('${{') ? evaluate(part) : { text: part };
    if ('failure' in result) return result;
    parts.push(result.text);
  }
  return { text: parts.join('/') };
}

/** The first rule whose path is a name, as written, or a glob that covers it. */
function ruleFinder(rules: readonly FileRule[]): (name: string) => FileRule {
  const matchers = rules.map(rule => ({ rule, covers: rule.path.includes('*') ? globMatcher(rule.path) : undefined }));
  return name => matchers.find(({ rule, covers }) => rule.path === name || covers?.(name))?.rule ?? noRule;
}

function twoOwners(first: PlannedFile, second: PlannedFile): Problem {
  const [a, b] = [first, second].map(file => `"${file.layer}" (${file.source.path})`);
  return {
    severity: 'error',
    file: second.path,
    what: first.layer === second.layer ? `the layer ${a} makes this path twice` : `two layers own this path: ${a} and ${b}`,
    mend: 'one path has one owner: rename one of the two, or let one contribute to a slot of the other',
  };
}
