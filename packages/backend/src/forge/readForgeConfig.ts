import { type RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

interface SeededRepository {
  readonly owner: string;
  readonly name: string;
  /** Absolute path. */
  readonly folder: string;
}

interface ForgeConfig {
  readonly root: string;
  readonly port: number;
  readonly token: string;
  readonly user: string;
  readonly orgs: readonly string[];
  readonly repositories: readonly SeededRepository[];
}

function readRepository(repo: string, folder: string): SeededRepository {
  const [owner, name, ...rest] = repo.split('/');
  if (!owner || !name || rest.length > 0) {
    throw new InputError(`forge.repositories: "${repo}" is no repository: write owner/name, e.g. waymark/golden-paths`);
  }
  const path = resolve(folder);
  if (!existsSync(path)) {
    throw new InputError(`forge.repositories: the folder of ${repo} does not exist: ${path}`);
  }
  return { owner, name, folder: path };
}

/** The `forge` section, or undefined without one; throws InputError for what cannot be used. */
export function readForgeConfig(root: RootConfigService): ForgeConfig | undefined {
  const config = root.getOptionalConfig('forge');
  if (!config || config.getOptionalBoolean('embedded') === false) {
    return undefined;
  }
  return {
    root: resolve(config.getString('root')),
    port: config.getNumber('port'),
    token: config.getString('token'),
    user: config.getString('user'),
    orgs: config.getStringArray('organizations'),
    repositories: (config.getOptionalConfigArray('repositories') ?? []).map(each =>
      readRepository(each.getString('repo'), each.getString('folder')),
    ),
  };
}
