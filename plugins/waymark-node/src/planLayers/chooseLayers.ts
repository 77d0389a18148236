import type { LayerChoice, PlannedLayer, Problem } from '@waymark/backstage-plugin-waymark-common';
import type { GoldenPath, Library } from '../loadLibrary/library';
import { planLimits } from './planLimits';
import type { PlanInput } from './planInput';
import { rounds, type Round } from './items';
import { matchesWhen } from './matchesWhen';

/** A planned layer with what its templates need to find their item again. */
export interface ChosenLayer extends PlannedLayer {
  readonly round: Round;
}

/** The layers that the answers ask for, and those that they require, in order; each stands once at a folder. */
export function chooseLayers(input: PlanInput, problems: Problem[]): readonly ChosenLayer[] {
  const chosen = new Map<string, ChosenLayer>();
  const { library, goldenPath } = input;
  /** Those whose requirements are being looked at: layers may require each other. */
  const begun = new Set<string>();
  const add = (layer: ChosenLayer): void => {
    const key = standsAt(layer);
    if (begun.has(key) || begun.size > planLimits.layers) return;
    begun.add(key);
    for (const name of library.layers[layer.layer]?.definition.requires ?? []) add({ ...layer, layer: name, reason: `required by ${layer.layer}` });
    chosen.set(key, layer);
  };
  for (const choice of goldenPath.definition.layers) {
    for (const layer of placements(choice, input, problems)) add(layer);
  }
  const layers = [...chosen.values()];
  if (layers.length > planLimits.layers) {
    problems.push({ severity: 'error', file: `${goldenPath.path}/golden-path.yaml`, what: `there would be more than ${planLimits.layers} layers`, mend: 'look at what is repeated by forEach' });
    return [];
  }
  problems.push(...clashes(chosen, library, goldenPath));
  return layers;
}

/** A layer and its folder: what tells two placements of one layer apart. */
export function standsAt(layer: { readonly layer: string; readonly at: string }): string {
  return layer.at ? `${layer.layer}@${layer.at}` : layer.layer;
}

function placements(choice: LayerChoice, input: PlanInput, problems: Problem[]): readonly ChosenLayer[] {
  const file = `${input.goldenPath.path}/golden-path.yaml`;
  const found = rounds(choice, input.context);
  if (!found) {
    problems.push({ severity: 'error', file, what: `"${choice.forEach}" is no list of the model`, mend: `correct forEach of the layer ${choice.layer}` });
    return [];
  }
  return found.flatMap(round => {
    const scope = round.item ? { ...input.context, [round.item.as]: round.value } : input.context;
    const holds = matchesWhen(choice.when, scope, ({ path }) =>
      problems.push({ severity: 'error', file, what: `the condition of ${choice.layer} asks for "${path}", which is not there`, mend: 'name an option of the form or a value of the service model' }),
    );
    if (!holds) return [];
    const at = choice.at ? input.evaluate(choice.at, { layer: choice.layer, ...(round.item && { item: round.item }) }) : { text: '' };
    if ('failure' in at) {
      problems.push({ severity: 'error', file, what: `at: ${at.failure.what}`, mend: `correct "${choice.at}"` });
      return [];
    }
    const item = round.item ? String((round.value as { key?: unknown }).key ?? round.item.index) : null;
    return [{ layer: choice.layer, at: at.text, item, reason: choice.because ?? 'always', round }];
  });
}

function clashes(chosen: ReadonlyMap<string, ChosenLayer>, library: Library, goldenPath: GoldenPath): readonly Problem[] {
  return [...chosen.values()].flatMap(layer =>
    (library.layers[layer.layer]?.definition.excludes ?? []).flatMap(name => {
      const other = chosen.get(standsAt({ layer: name, at: layer.at }));
      if (!other) return [];
      return [{
        severity: 'error' as const,
        file: `${goldenPath.path}/golden-path.yaml`,
        what: `"${layer.layer}" (${layer.reason}) and "${other.layer}" (${other.reason}) exclude each other`,
        mend: 'choose one of the two',
      }];
    }),
  );
}
