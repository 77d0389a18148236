import { createHash } from 'node:crypto';

export interface Account {
  readonly login: string;
  readonly type: 'User' | 'Organization';
  readonly id: number;
}

/** The one user, whose token it is, and the organisations that may own repos. */
export class Accounts {
  readonly user: Account;
  readonly organizations: readonly Account[];

  constructor(user: string, orgs: readonly string[]) {
    this.user = account(user, 'User');
    this.organizations = orgs.map(login => account(login, 'Organization'));
  }

  find(login: string): Account | undefined {
    const wanted = login.toLowerCase();
    return [this.user, ...this.organizations].find(
      ({ login: name }) => name.toLowerCase() === wanted,
    );
  }

  organization(login: string): Account | undefined {
    const found = this.find(login);
    return found?.type === 'Organization' ? found : undefined;
  }
}

/** A number that stays the same for a name, over restarts. */
function account(login: string, type: Account['type']): Account {
  const id = createHash('sha256').update(login.toLowerCase()).digest().readUInt32BE(0);
  return { login, type, id };
}
