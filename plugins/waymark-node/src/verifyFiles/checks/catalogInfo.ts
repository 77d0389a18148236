import type * as CatalogModel from '@backstage/catalog-model';
import type * as ScaffolderCommon from '@backstage/plugin-scaffolder-common';
import type { RenderedFile } from '@waymark/backstage-plugin-waymark-common';
import { posix } from 'node:path';
import { loadModule } from '../../loadModule';
import { folderOf } from '../../treeFiles/filePath';
import { pathPatterns } from '../../treeFiles/pathPatterns';
import type { Check, Finding, Tree } from '../check';
import { type DataDocument, type DataPath, readYaml } from '../readYaml';
import { textFiles } from '../textFiles';

let validate: EntityValidator | undefined;

export const catalogInfo: Check = {
  name: 'catalog-info',
  title: 'catalog-info.yaml passes Backstage’s own validators, and what it refers to is there',
  select: tree => textFiles(tree, /(?:^|\/)catalog-info\.ya?ml$/),
  run: async (files, tree) => {
    validate ??= entityValidator();
    const entities = files.flatMap(file => readYaml(file).documents.map(document => ({ file, document, ...withReferences(document.value, file, tree) })));
    const findings: Finding[] = [];
    for (const { file, document, entity, missing } of entities) {
      findings.push(...missing.map(({ path, target }) => missingFile({ file, document, path }, target)));
      const refusal = await validate(entity);
      if (refusal !== undefined) findings.push(refused(file, document, refusal));
    }
    return findings;
  },
};

/** Gives the message of whatever refuses an entity. */
type EntityValidator = (entity: unknown) => Promise<string | undefined>;

/** What the catalog does with an entity that it reads, up to its kind's own schema. */
function entityValidator(): EntityValidator {
  const model = loadModule<typeof CatalogModel>('@backstage/catalog-model');
  const { templateEntityV1beta3Validator } = loadModule<typeof ScaffolderCommon>('@backstage/plugin-scaffolder-common');
  const envelope = model.entityEnvelopeSchemaValidator();
  const policy = model.EntityPolicies.allOf([
    // First, for the schema would refuse the same keys without naming them.
    new model.NoForeignRootFieldsEntityPolicy(),
    new model.SchemaValidEntityPolicy(),
    new model.DefaultNamespaceEntityPolicy(),
    new model.FieldFormatEntityPolicy(),
  ]);
  const kinds: readonly CatalogModel.KindValidator[] = [
    model.apiEntityV1alpha1Validator,
    model.componentEntityV1alpha1Validator,
    model.domainEntityV1alpha1Validator,
    model.groupEntityV1alpha1Validator,
    model.locationEntityV1alpha1Validator,
    model.resourceEntityV1alpha1Validator,
    model.systemEntityV1alpha1Validator,
    model.userEntityV1alpha1Validator,
    templateEntityV1beta3Validator,
  ];
  return async data => {
    try {
      envelope(data);
      const entity = await policy.enforce(data as CatalogModel.Entity);
      if (entity === undefined) return 'a policy of the catalog refuses it';
      for (const kind of kinds) if (await kind.check(entity)) return undefined;
      return `no kind ${entity.kind} of ${entity.apiVersion} is known to the catalog`;
    } catch (error) {
      return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
    }
  };
}

interface Missing {
  readonly path: DataPath;
  readonly target: string;
}

/** Puts the text of a file where `$text` (or `$json`, `$yaml`) names it, and gathers the names that lead nowhere. */
function withReferences(data: unknown, file: RenderedFile, tree: Tree): { readonly entity: unknown; readonly missing: readonly Missing[] } {
  const missing: Missing[] = [];
  const exists = (target: string) => {
    const path = posix.normalize(posix.join(folderOf(file.path), target));
    return path.includes('*') ? tree.files.some(other => pathPatterns([`/${path}`])(other.path)) : tree.byPath.has(path);
  };
  const look = (target: string, path: DataPath) => {
    if (!/^[a-z][a-z0-9+.-]{0,30}:\/\//i.test(target) && !exists(target)) missing.push({ path, target });
  };
  const replace = (value: unknown, path: DataPath): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item, index) => replace(item, [...path, index]));
    const entries = Object.entries(value);
    const [[key, target] = []] = entries;
    if (entries.length === 1 && (key === '$text' || key === '$json' || key === '$yaml') && typeof target === 'string') {
      look(target, [...path, key]);
      return key === '$text' ? `(the text of ${target})` : {};
    }
    return Object.fromEntries(entries.map(([name, item]) => [name, replace(item, [...path, name])]));
  };
  const entity = replace(data, []);
  for (const [path, target] of locationTargets(entity)) look(target, path);
  return { entity, missing };
}

function locationTargets(entity: unknown): readonly (readonly [DataPath, string])[] {
  const location = entity as { kind?: unknown; spec?: { type?: unknown; target?: unknown; targets?: unknown } | null } | null;
  const spec = location?.kind === 'Location' ? location.spec : undefined;
  if (typeof spec !== 'object' || spec === null || spec.type === 'url') return [];
  const targets: readonly unknown[] = Array.isArray(spec.targets) ? spec.targets : [];
  const all: readonly (readonly [DataPath, unknown])[] = [
    [['spec', 'target'], spec.target],
    ...targets.map((target, index): readonly [DataPath, unknown] => [['spec', 'targets', index], target]),
  ];
  return all.filter((entry): entry is readonly [DataPath, string] => typeof entry[1] === 'string');
}

interface Place {
  readonly file: RenderedFile;
  readonly document: DataDocument;
  readonly path: DataPath;
}

function missingFile({ file, document, path }: Place, target: string): Finding {
  return {
    severity: 'error',
    file: file.path,
    line: document.lineOf(path),
    what: `${path.join('.')} names ${target}, which is not in the tree.`,
    mend: 'Name a file that the golden path renders, relative to this file.',
  };
}

function refused(file: RenderedFile, document: DataDocument, message: string): Finding {
  const [sentence = ''] = message.split(' To learn more about catalog file format');
  return {
    severity: 'error',
    file: file.path,
    line: document.lineOf(placeIn(message)),
    what: `The catalog refuses this entity: ${sentence.replace(/^Malformed envelope, /, '').replace(/\.$/, '')}.`,
    mend: 'Correct the template: https://backstage.io/docs/features/software-catalog/descriptor-format describes each kind.',
  };
}

/** Backstage’s messages name the place as a pointer (`/spec …`) or as a dotted path (`"metadata.name" …`). */
function placeIn(message: string): DataPath {
  const pointer = /(?:^|\s)((?:\/[\w.$-]{1,80}){1,20}) /.exec(message)?.[1];
  if (pointer !== undefined) return pointer.split('/').slice(1);
  const dotted = /"([\w.$-]{1,200})" is not valid/.exec(message)?.[1] ?? /Unknown field (\S{1,80})/.exec(message)?.[1];
  return dotted === undefined ? [] : dotted.split('.');
}
