import type {
  CheckLevel,
  Plan,
  RenderedFile,
  TreeFile,
  VerifyReport,
  Waymark,
} from '@waymark/backstage-plugin-waymark-common';
import type { LibrarySource } from '../loadLibrary/librarySource';

/** A library that was loaded: what it holds, found again by `id` as long as the engine keeps it. */
export interface LoadedLibrary {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly commit: string;
  readonly goldenPaths: readonly GoldenPathSummary[];
}

/** A golden path of a loaded library. */
export interface GoldenPathSummary {
  /** `metadata.name` of its template.yaml. */
  readonly name: string;
  /** Entity ref of the template. */
  readonly ref: string;
  readonly title: string;
  readonly version: string;
  /** Folder in the library. */
  readonly path: string;
}

export interface RenderRequest {
  readonly library: LoadedLibrary;
  /** Name or folder of a golden path in the library. */
  readonly goldenPath: string;
  readonly answers: unknown;
}

/** The rendered tree of a golden path, formatted, with its waymark file among the files. */
export interface RenderResult {
  readonly goldenPath: GoldenPathSummary;
  readonly plan: Plan;
  readonly files: readonly RenderedFile[];
  readonly waymark: Waymark;
  /** Levels that the golden path sets for the checks of the verify stage. */
  readonly checks: Readonly<Record<string, CheckLevel>>;
}

export interface VerifyRequest {
  readonly files: readonly (TreeFile | RenderedFile)[];
  readonly levels?: Readonly<Record<string, CheckLevel>>;
  readonly answers?: unknown;
}

export interface PlanResult {
  readonly goldenPath: GoldenPathSummary;
  readonly plan: Plan;
}

/**
 * The stages, run in a capped child process: JSON in, JSON out.
 * Every method throws a `WaymarkError`; after a crash or a time-out the next call finds a fresh child.
 */
export interface Engine {
  /** Checks a library, all problems at once, and keeps it by its commit. */
  load(source: LibrarySource): Promise<LoadedLibrary>;
  plan(request: RenderRequest): Promise<PlanResult>;
  render(request: RenderRequest): Promise<RenderResult>;
  verify(request: VerifyRequest): Promise<VerifyReport>;
  /** Form pages of a golden path, generated from the answers' schema and the library's options. */
  formPages(request: Omit<RenderRequest, 'answers'>): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

