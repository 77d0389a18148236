import type { UndoneThing } from '@waymark/backstage-plugin-waymark-common';
import type { FoundRepo, RepoAnswer, RepoHost } from '../repoHost/RepoHost';
import type { StoredTaskRecord } from '../taskRecords/TaskRecordStore';

/** Clocks of the portal and of the host may differ; the nonce in the marker is what cannot be chance. */
const clockToleranceMs = 5 * 60_000;

export interface UndoRepoOptions {
  /** Nobody knows how the task ended. */
  readonly forgotten: boolean;
  /** Called before the repo is deleted, so that a crash in between leaves a trace. */
  readonly onProof: (repoId: string) => Promise<void>;
}

/** Deletes the task's repo if everything proves that this very task made it, did not finish, and nobody has used it since. */
export async function undoRepo(
  record: StoredTaskRecord,
  { host, answer }: { readonly host: RepoHost; readonly answer: RepoAnswer },
  { forgotten, onProof }: UndoRepoOptions,
): Promise<UndoneThing> {
  const thing = (outcome: UndoneThing['outcome'], reason: string): UndoneThing => ({
    kind: 'repo',
    target: record.repoUrl,
    outcome,
    reason,
  });
  switch (answer.state) {
    case 'absent':
      return record.provedRepoId === null
        ? thing('absent', 'There is no such repo, or the integration cannot see it: the task did not get so far.')
        : thing('removed', 'It was made by this task, which did not finish.');
    case 'moved':
      return thing('left', 'It was renamed or transferred, so somebody has taken it over.');
    case 'found': {
      const doubt = foreign(record, answer.repo) ?? (await inUse(record, host));
      if (doubt) return thing('left', doubt);
      if (forgotten) {
        return thing('left', 'The scaffolder has no such task any more, so nothing says whether it had finished. Delete the repo by hand if nobody uses it.');
      }
      await onProof(answer.repo.id);
      return (await host.remove(record.repo)) === 'removed'
        ? thing('removed', 'It was made by this task, which did not finish.')
        : thing(
            'left',
            'The credentials may not delete repos (delete_repo scope, or Administration: write for an App; an organisation can forbid it). Delete it by hand.',
          );
    }
    default:
      return answer satisfies never;
  }
}

/** Why the repo is not provably this task's; undefined when it is. */
function foreign(record: StoredTaskRecord, repo: FoundRepo): string | undefined {
  const fullName = `${record.repo.owner}/${record.repo.name}`;
  if (repo.fullName.toLowerCase() !== fullName.toLowerCase()) {
    return `The address answers for ${repo.fullName}, not for ${fullName}.`;
  }
  if (repo.homepage !== record.marker) {
    return "Its homepage is not this task's marker: somebody else made it, or edited it since.";
  }
  if (repo.createdAt.getTime() < record.createdAt.getTime() - clockToleranceMs) {
    return 'It is older than the task.';
  }
  return undefined;
}

/** Who uses the repo already; undefined when nobody does. */
async function inUse(record: StoredTaskRecord, host: RepoHost): Promise<string | undefined> {
  const { commits, branches, pullRequests, hidden } = await host.traces(record.repo);
  if (commits > 1) return 'It holds more than the one commit of this task.';
  if (branches > 1) return 'It has a branch that this task did not make.';
  if (pullRequests > 0) return 'It has a pull request.';
  if (hidden.length > 0) {
    return `The credentials may not see its ${hidden.join(' and ')}, so nothing proves that nobody uses it (an App needs Contents: read and Pull requests: read).`;
  }
  return undefined;
}
