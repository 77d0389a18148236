import { type Accounts } from './accounts';
import { type ForgeLimits } from './limits';
import { type RepoStore } from './storage/RepoStore';

/** Takes what Backstage's LoggerService is, and anything like it. */
export interface ForgeLogger {
  debug(message: string): void;
  error(message: string, error?: Error): void;
}

/** What every handler works with. */
export interface ForgeContext {
  /** `http://localhost:PORT`, without a slash at its end. */
  readonly origin: string;
  readonly token: string;
  readonly anonymousRead: boolean;
  readonly repos: RepoStore;
  readonly accounts: Accounts;
  readonly limits: ForgeLimits;
  readonly logger: ForgeLogger;
}
