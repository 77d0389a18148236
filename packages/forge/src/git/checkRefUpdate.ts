import { ForgeError } from '../errors';
import { type ForgeLimits } from '../limits';
import { type GitStore, type RefUpdate } from './GitStore';
import { isReachable } from './history';
import { zeroId } from './objectIds';
import { branchOfRef, refNameProblem } from './refNames';

export interface PushRules {
  readonly limits: ForgeLimits;
  readonly defaultBranch: string;
  /** Branches that must not be deleted nor lose commits. */
  readonly protectedBranches: readonly string[];
}

function refuse(message: string): ForgeError {
  return new ForgeError('FORGE_FORBIDDEN', message);
}

/** A name may not differ from another by case alone, nor be a folder of another (both break on disk). */
async function checkNewName(store: GitStore, name: string, limits: ForgeLimits): Promise<void> {
  const refs = await store.listRefs();
  if (refs.length >= limits.refsPerRepository) {
    throw refuse(`a repository holds at most ${limits.refsPerRepository} branches and tags`);
  }
  const wanted = name.toLowerCase();
  for (const ref of refs) {
    const other = ref.name.toLowerCase();
    if (other === wanted && ref.name !== name)
      throw refuse(`it differs from ${ref.name} by case alone`);
    if (other.startsWith(`${wanted}/`) || wanted.startsWith(`${other}/`)) {
      throw refuse(`it conflicts with ${ref.name}`);
    }
  }
}

/** Checks one ref update of a push or an API call. Throws FORGE_FORBIDDEN or FORGE_INVALID with the reason. */
export async function checkRefUpdate(
  store: GitStore,
  { name, from, to }: RefUpdate,
  rules: PushRules,
): Promise<void> {
  const problem = refNameProblem(name);
  if (problem) throw new ForgeError('FORGE_INVALID', `the reference name is refused: ${problem}`);
  const branch = branchOfRef(name);
  const isProtected = branch !== undefined && rules.protectedBranches.includes(branch);
  if (to === zeroId) {
    if (branch === rules.defaultBranch) throw refuse('the default branch cannot be deleted');
    if (isProtected) throw refuse('protected branch');
    return;
  }
  const type = await store.typeOf(to);
  if (!type) throw new ForgeError('FORGE_INVALID', 'missing necessary objects');
  if (branch !== undefined && type !== 'commit') {
    throw new ForgeError('FORGE_INVALID', 'a branch must point at a commit');
  }
  if (from === zeroId) await checkNewName(store, name, rules.limits);
  else if (isProtected && !(await isReachable(store, from, [to]))) {
    throw refuse('protected branch: not a fast-forward');
  }
}
