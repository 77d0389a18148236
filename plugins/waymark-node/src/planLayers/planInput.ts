import type { GoldenPath, Library } from '../loadLibrary/library';
import type { Sandbox } from '../renderFiles/sandbox';

/** What a plan is made of. */
export interface PlanInput {
  readonly library: Library;
  readonly goldenPath: GoldenPath;
  /** What conditions and templates see: the service model, the features and the golden path. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly evaluate: Sandbox['evaluate'];
}
