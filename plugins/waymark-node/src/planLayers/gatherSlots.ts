import type { Contribution, GatheredSlots, Problem, SlotDefinition } from '@waymark/backstage-plugin-waymark-common';
import { type SchemaCheck, compileSchema, judgeInTime } from '../jsonSchema/compileSchema';
import type { Evaluated, Where } from '../renderFiles/sandbox';
import { OutOfTime } from '../withinTime';
import { type ChosenLayer, standsAt } from './chooseLayers';
import { rounds } from './items';
import { matchesWhen } from './matchesWhen';
import { planLimits } from './planLimits';
import type { PlanInput } from './planInput';

type Entry = Readonly<Record<string, unknown>>;

interface Gathered {
  readonly entry: Entry;
  readonly from: string;
}

/** What the planned layers contribute to each other's slots: evaluated, checked against the slot's schema, sorted by its key. */
export function gatherSlots(input: PlanInput, layers: readonly ChosenLayer[], problems: Problem[]): Readonly<Record<string, GatheredSlots>> {
  const gathered = new Map<string, Gathered[]>();
  const placed = new Map(layers.map(layer => [standsAt(layer), layer]));
  let count = 0;
  for (const layer of layers) {
    for (const contribution of input.library.layers[layer.layer]?.definition.contributes ?? []) {
      const [ownerName = '', slot = ''] = contribution.to.split('/');
      const owner = ownerFor(ownerName, layer, placed);
      if (!owner) continue;
      const key = `${standsAt(owner)}/${slot}`;
      const list = gathered.get(key) ?? [];
      gathered.set(key, list);
      for (const entry of entriesOf(contribution, layer, { input, problems })) {
        count += 1;
        if (count > planLimits.slotEntries) {
          problems.push({ severity: 'error', file: `layers/${layer.layer}/layer.yaml`, what: `there would be more than ${planLimits.slotEntries} entries of slots`, mend: 'look at what is repeated by forEach' });
          return {};
        }
        list.push({ entry, from: layer.layer });
      }
    }
  }
  let slotAtWork = '';
  const fill = (slot: CheckedSlot, entries: readonly Gathered[]) => {
    slotAtWork = slot.name;
    return checkSlot(slot, entries);
  };
  try {
    return judgeInTime(() => fillSlots({ input, layers, placed, gathered, problems }, fill));
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
    problems.push({ severity: 'error', file: `layers/${slotAtWork.split('/')[0]}/layer.yaml`, what: `the entries for ${slotAtWork} cannot be judged: ${error.message}`, mend: 'look at the patterns of its schema: one of them backtracks' });
    return {};
  }
}

interface Filling extends Gathering {
  readonly layers: readonly ChosenLayer[];
  readonly placed: ReadonlyMap<string, ChosenLayer>;
  readonly gathered: ReadonlyMap<string, readonly Gathered[]>;
}

function fillSlots({ input, layers, placed, gathered, problems }: Filling, fill: typeof checkSlot): Readonly<Record<string, GatheredSlots>> {
  const owned = Object.fromEntries(
    layers.map(layer => {
      const slots = Object.entries(input.library.layers[layer.layer]?.definition.slots ?? {});
      const filled = slots.map(([name, slot]) => [name, fill({ slot, name: `${layer.layer}/${name}`, problems }, gathered.get(`${standsAt(layer)}/${name}`) ?? [])] as const);
      return [standsAt(layer), Object.fromEntries(filled)];
    }),
  );
  return Object.fromEntries(
    layers.map(layer => {
      const reads = input.library.layers[layer.layer]?.definition.reads ?? [];
      return [standsAt(layer), { ...readSlots(layer, reads, { placed, owned }), ...owned[standsAt(layer)] }];
    }),
  );
}

/** A slot belongs to the owner at the same folder, or to the one at the root of the repo. */
function ownerFor(ownerName: string, layer: ChosenLayer, placed: ReadonlyMap<string, ChosenLayer>): ChosenLayer | undefined {
  return placed.get(standsAt({ layer: ownerName, at: layer.at })) ?? placed.get(ownerName);
}

/** What a layer sees of the slots of the layers that it requires. */
function readSlots(layer: ChosenLayer, reads: readonly string[], { placed, owned }: Filled): GatheredSlots {
  return Object.fromEntries(
    reads.map(read => {
      const [ownerName = '', slot = ''] = read.split('/');
      const owner = ownerFor(ownerName, layer, placed);
      return [slot, (owner && owned[standsAt(owner)]?.[slot]) ?? []];
    }),
  );
}

interface Filled {
  readonly placed: ReadonlyMap<string, ChosenLayer>;
  readonly owned: Readonly<Record<string, GatheredSlots>>;
}

interface Gathering {
  readonly input: PlanInput;
  readonly problems: Problem[];
}

function entriesOf(contribution: Contribution, layer: ChosenLayer, { input, problems }: Gathering): readonly Entry[] {
  const file = `layers/${layer.layer}/layer.yaml`;
  const found = rounds(contribution, input.context);
  if (!found) {
    problems.push({ severity: 'error', file, what: `"${contribution.forEach}" is no list of the model`, mend: `correct forEach of the contribution to ${contribution.to}` });
    return [];
  }
  return found.flatMap(round => {
    const scope = round.item ? { ...input.context, [round.item.as]: round.value } : input.context;
    const holds = matchesWhen(contribution.when, scope, ({ path }) =>
      problems.push({ severity: 'error', file, what: `the contribution to ${contribution.to} asks for "${path}", which is not there`, mend: 'name an option of the form or a value of the service model' }),
    );
    if (!holds) return [];
    const item = round.item ?? layer.round.item;
    const where: Where = { layer: standsAt(layer), ...(item && { item }) };
    const evaluate = (text: string): string => {
      const result: Evaluated = text.includes('${{') || text.includes('{%') ? input.evaluate(text, where) : { text };
      if ('text' in result) return result.text;
      problems.push({ severity: 'error', file, what: `${contribution.to}: ${result.failure.what}`, mend: `correct "${text}"` });
      return '';
    };
    return contribution.entries.map(entry => ({ ...(evaluateDeep(entry, evaluate) as Entry), ...(layer.at && { at: layer.at }) }));
  });
}

function evaluateDeep(value: unknown, evaluate: (text: string) => string): unknown {
  if (typeof value === 'string') return evaluate(value);
  if (Array.isArray(value)) return value.map(item => evaluateDeep(item, evaluate));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, evaluateDeep(item, evaluate)]));
}

interface CheckedSlot {
  readonly slot: SlotDefinition;
  readonly name: string;
  readonly problems: Problem[];
}

function checkSlot({ slot, name, problems }: CheckedSlot, gathered: readonly Gathered[]): readonly Entry[] {
  const check = compile(slot, name, problems);
  const byKey = new Map<string, Gathered>();
  for (const { entry, from } of gathered) {
    const file = `layers/${from}/layer.yaml`;
    const errors = check?.(entry) ?? [];
    if (errors.length > 0) {
      for (const error of errors) {
        problems.push({ severity: 'error', file, what: `an entry for ${name}: ${error.instancePath.slice(1) || 'it'} ${error.message}`, mend: `see slots of layers/${name.split('/')[0]}/layer.yaml` });
      }
      continue;
    }
    const key = String(entry[slot.key]);
    const other = byKey.get(key);
    // The same entry from two layers is one entry: both need the same thing.
    if (other && JSON.stringify(other.entry) !== JSON.stringify(entry)) {
      problems.push({ severity: 'error', file, what: `"${other.from}" and "${from}" contribute different entries "${key}" to ${name}`, mend: `make them equal, or give one another ${slot.key}` });
    } else byKey.set(key, { entry, from });
  }
  const properties = Object.keys((slot.entry.properties as Record<string, unknown> | undefined) ?? {});
  const absent = Object.fromEntries(properties.map(property => [property, null]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { entry }]) => ({ ...absent, ...entry }));
}

function compile(slot: SlotDefinition, name: string, problems: Problem[]): SchemaCheck | undefined {
  try {
    return compileSchema(slot.entry);
  } catch (error) {
    problems.push({ severity: 'error', file: `layers/${name.split('/')[0]}/layer.yaml`, what: `the schema of the slot ${name} is not valid: ${(error as Error).message}`, mend: 'write a valid JSON schema' });
    return undefined;
  }
}
