import { type Plan, type Problem, WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import { chooseLayers } from './chooseLayers';
import { gatherSlots } from './gatherSlots';
import { type PlannedFile, placeFiles } from './placeFiles';
import type { PlanInput } from './planInput';

/** A plan with its files laid out, ready to be rendered. */
export interface LaidOutPlan extends Plan {
  readonly files: readonly PlannedFile[];
}

/** What is told while planning, in this order: templates see the plan, and file names may see the slots. */
export interface PlanSteps {
  onLayers(layers: Plan['layers']): void;
  onSlots(slots: Plan['slots']): void;
}

/**
 * Service model + layers → plan: which layers, why, what they gather from each other, and where their files stand.
 * @throws WaymarkError `PLAN_INVALID` with all problems of a step together.
 */
export function planLayers(input: PlanInput, steps: PlanSteps): LaidOutPlan {
  const problems: Problem[] = [];
  const chosen = chooseLayers(input, problems);
  refuse(problems);
  const layers = chosen.map(({ layer, at, item, reason }) => ({ layer, at, item, reason }));
  steps.onLayers(layers);
  const slots = gatherSlots(input, chosen, problems);
  refuse(problems);
  steps.onSlots(slots);
  const files = placeFiles(input, chosen, problems);
  refuse(problems);
  return { layers, slots, files };
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  throw new WaymarkError({ code: 'PLAN_INVALID', stage: 'plan', message: 'The layers cannot be planned.', problems });
}
