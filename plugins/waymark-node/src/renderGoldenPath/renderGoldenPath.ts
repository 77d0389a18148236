import {
  type Plan,
  type Problem,
  type ServiceModel,
  WaymarkError,
  buildServiceModel,
  unreadableData,
} from '@waymark/backstage-plugin-waymark-common';
import type { RenderResult } from '../engineProcess/engine';
import { formatFiles } from '../formatFiles/formatFiles';
import type { GoldenPath, Library } from '../loadLibrary/library';
import { type LaidOutPlan, planLayers } from '../planLayers/planLayers';
import { renderFiles } from '../renderFiles/renderFiles';
import type { Sandbox } from '../renderFiles/sandbox';
import { createWaymark, waymarkFile } from './createWaymark';
import { resolveFeatures } from './resolveFeatures';
import { summarize } from './summarize';

export interface RenderGoldenPathInput {
  readonly library: Library;
  readonly goldenPath: GoldenPath;
  readonly answers: unknown;
  readonly sandbox: Sandbox;
}

/** Model → plan → render → format, and the waymark of what came out. */
export async function renderGoldenPath(input: RenderGoldenPathInput): Promise<RenderResult> {
  const { library, goldenPath, sandbox } = input;
  const plan = planGoldenPath(input);
  const files = await formatFiles(renderFiles(plan.files, sandbox));
  const waymark = createWaymark({ library, goldenPath, answers: input.answers as Record<string, unknown>, files });
  return {
    goldenPath: summarize(goldenPath),
    plan: { layers: plan.layers, slots: plan.slots } satisfies Plan,
    files: [...files, waymarkFile(waymark)].sort((a, b) => (a.path < b.path ? -1 : 1)),
    waymark,
    checks: goldenPath.definition.checks,
  };
}

/** Model → plan: what would be rendered, and why. */
export function planGoldenPath({ library, goldenPath, answers, sandbox }: RenderGoldenPathInput): LaidOutPlan {
  const model = modelOf(library, goldenPath, answers);
  const { name, ref, title } = goldenPath;
  const context = { ...model, goldenPath: { name, ref, title, version: goldenPath.definition.version } };
  sandbox.setContext(context);
  return planLayers(
    { library, goldenPath, context, evaluate: sandbox.evaluate },
    { onLayers: sandbox.setPlan, onSlots: sandbox.setSlots },
  );
}

/** Problems of the options and of the service are told together. */
function modelOf(library: Library, goldenPath: GoldenPath, answers: unknown): ServiceModel {
  const unreadable = unreadableData(answers);
  if (unreadable) throw invalid([unreadable]);
  const { features, problems } = resolveFeatures(library, goldenPath, answers);
  try {
    const model = buildServiceModel(answers, { features });
    if (problems.length === 0) return model;
  } catch (error) {
    if (!(error instanceof WaymarkError)) throw error;
    throw invalid([...error.problems, ...problems]);
  }
  throw invalid(problems);
}

function invalid(problems: readonly Problem[]): WaymarkError {
  return new WaymarkError({ code: 'ANSWERS_INVALID', stage: 'model', message: 'The answers cannot be served as they are.', problems });
}
