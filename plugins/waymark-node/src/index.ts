export type {
  Engine,
  GoldenPathSummary,
  LoadedLibrary,
  PlanResult,
  RenderRequest,
  RenderResult,
  RenderedTree,
  VerifiedTree,
  VerifyRequest,
} from './engineProcess/engine';
export { type EngineOptions, createEngine } from './engineProcess/createEngine';
export type { LibrarySource } from './loadLibrary/librarySource';
export { readFolder } from './loadLibrary/readFolder';
export { readGitRepository } from './loadLibrary/readGitRepository';
export { gitBlobId, gitTreeId } from './renderGoldenPath/gitObjectId';
export { readTree } from './treeOnDisk/readTree';
