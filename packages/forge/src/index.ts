export { createForge, type Forge } from './createForge';
export { ForgeError, type ForgeErrorCode } from './errors';
export { type ForgeLogger } from './ForgeContext';
export { defaultToken, type ForgeOptions } from './forgeOptions';
export {
  onNthCall,
  type Fault,
  type ForgeCall,
  type ForgeFaults,
  type Surface,
} from './http/faults';
export { type ForgeLimits } from './limits';
export { type SeedFile } from './seed/readFolder';
export { type SeedRequest, type SeedResult } from './seed/seedRepository';
