export type {
  Engine,
  GoldenPathSummary,
  LoadedLibrary,
  PlanResult,
  RenderRequest,
  RenderResult,
  VerifyRequest,
} from './engineProcess/engine';
export { type EngineOptions, createEngine } from './engineProcess/createEngine';
export type { LibrarySource } from './loadLibrary/librarySource';
export { readFolder, readTree } from './loadLibrary/readFolder';
export { readGitRepository } from './loadLibrary/readGitRepository';
export { gitBlobId, gitTreeId } from './renderGoldenPath/gitObjectId';
export { type WriteTreeOptions, writeTree } from './writeTree/writeTree';
