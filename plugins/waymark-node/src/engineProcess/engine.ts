import type {
  CheckLevel,
  Plan,
  PlannedLayer,
  RenderedFile,
  TreeFile,
  VerifyReport,
  Waymark,
} from '@waymark/backstage-plugin-waymark-common';
import type { LibrarySource } from '../loadLibrary/librarySource';
import type { WaymarkOrigin } from '../treeOnDisk/readWaymark';

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

/** What is known of a rendered file wherever it lies: all but its content, of which it has git's id. */
export interface FileOrigin extends Omit<RenderedFile, 'encoding' | 'content'> {
  readonly id: string;
}

/** A rendered tree that lies in a folder. */
export interface RenderedTree {
  readonly goldenPath: GoldenPathSummary;
  readonly layers: readonly PlannedLayer[];
  readonly files: readonly FileOrigin[];
  /** Git's id of the tree. */
  readonly treeId: string;
  readonly checks: Readonly<Record<string, CheckLevel>>;
}

export interface VerifyRequest {
  readonly files: readonly (TreeFile | RenderedFile)[];
  readonly levels?: Readonly<Record<string, CheckLevel>>;
  readonly answers?: unknown;
}

export interface VerifyFolderRequest extends Omit<VerifyRequest, 'files'> {
  readonly folder: string;
  /** What was rendered into the folder: a file that is still as it was is judged by how it was made. */
  readonly origins: readonly FileOrigin[];
}

/** What was found in a folder, and git's id of the tree that was found there. */
export interface VerifiedTree {
  readonly report: VerifyReport;
  readonly treeId: string;
}

export interface PlanResult {
  readonly goldenPath: GoldenPathSummary;
  readonly plan: Plan;
}

/**
 * The stages, run in capped child processes: JSON in, JSON out.
 * Every method throws a `WaymarkError`; after a crash or a time-out the next call finds a fresh child.
 */
export interface Engine {
  /** Checks a library, all problems at once, and keeps it by its commit. */
  load(source: LibrarySource): Promise<LoadedLibrary>;
  plan(request: RenderRequest): Promise<PlanResult>;
  render(request: RenderRequest): Promise<RenderResult>;
  /** Renders into a folder, over what is there: the child writes, and no content passes this process. */
  renderInto(request: RenderRequest & { readonly folder: string }): Promise<RenderedTree>;
  verify(request: VerifyRequest): Promise<VerifyReport>;
  /** Verifies every file of a folder as it would be published, all but `.git`: the child reads. */
  verifyFolder(request: VerifyFolderRequest): Promise<VerifiedTree>;
  /** What the tree in a folder was rendered from, by its waymark; null where there is none that can be read. */
  readWaymark(request: { readonly folder: string }): Promise<WaymarkOrigin | null>;
  /** Form pages of a golden path, generated from the answers' schema and the library's options. */
  formPages(request: Omit<RenderRequest, 'answers'>): Promise<readonly unknown[]>;
  /** Starts the children and what they work with, so that the first request need not wait for it. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}
