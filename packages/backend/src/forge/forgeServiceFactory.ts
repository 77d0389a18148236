import { coreServices, createServiceFactory, createServiceRef } from '@backstage/backend-plugin-api';
import { type Forge, createForge } from '@waymark/forge';
import { readForgeConfig } from './readForgeConfig';

const forgeServiceRef = createServiceRef<Forge | undefined>({ id: 'waymark.demo.forge', scope: 'root' });

/**
 * The embedded forge as a root service: it listens before any plugin starts, so the catalog's first
 * read finds it. Without `forge` in the config there is none.
 */
export const forgeServiceFactory = createServiceFactory({
  service: forgeServiceRef,
  initialization: 'always',
  deps: {
    config: coreServices.rootConfig,
    logger: coreServices.rootLogger,
    lifecycle: coreServices.rootLifecycle,
  },
  async factory({ config, logger, lifecycle }) {
    const forgeConfig = readForgeConfig(config);
    if (!forgeConfig) {
      return undefined;
    }
    const { repositories, ...options } = forgeConfig;
    const forge = await createForge({ ...options, logger: logger.child({ service: 'forge' }) });
    lifecycle.addShutdownHook(() => forge.close());
    logger.info(`The forge listens at ${forge.origin}`);
    for (const { owner, name, folder } of repositories) {
      const { commit, changed } = await forge.seedRepository({
        owner,
        name,
        folder,
        message: `Content of the folder ${folder.split('/').at(-1)}`,
      });
      logger.info(`${owner}/${name} on the forge is at ${commit}${changed ? ', a new commit' : ''}`);
    }
    return forge;
  },
});
