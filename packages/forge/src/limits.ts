/** Quotas: what one request, one push and one repo may cost. All sizes are bytes. */
export interface ForgeLimits {
  /** A JSON body of a REST or GraphQL call, after inflating. */
  readonly jsonBodyBytes: number;
  /** A fetch's list of wants and haves, after inflating. */
  readonly fetchBodyBytes: number;
  /** A push with its pack, after HTTP's own inflating. */
  readonly pushBodyBytes: number;
  readonly pushObjects: number;
  /** All objects of a push, inflated and with deltas applied. */
  readonly pushInflatedBytes: number;
  readonly objectBytes: number;
  readonly repositoryBytes: number;
  readonly repositories: number;
  readonly refsPerRepository: number;
  /** Connections open at once. */
  readonly connections: number;
}

const MiB = 1024 * 1024;

export const defaultLimits: ForgeLimits = {
  jsonBodyBytes: 48 * MiB,
  fetchBodyBytes: 4 * MiB,
  pushBodyBytes: 64 * MiB,
  pushObjects: 50_000,
  pushInflatedBytes: 192 * MiB,
  objectBytes: 48 * MiB,
  repositoryBytes: 256 * MiB,
  repositories: 1_000,
  refsPerRepository: 1_000,
  connections: 256,
};
