import { type ScmIntegrations, DefaultGithubCredentialsProvider } from '@backstage/integration';
import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import { GithubRepoHost } from '../github/GithubRepoHost';
import type { RepoHosts } from './RepoHost';

/** Every host of the `integrations` config that there is a `RepoHost` for. */
export function createRepoHosts(integrations: ScmIntegrations): RepoHosts {
  const credentials = DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  return host => {
    const github = integrations.github.byHost(host);
    if (github) return new GithubRepoHost(github, credentials);
    const type = integrations.byHost(host)?.type;
    throw new WaymarkError({
      code: 'TARGET_INVALID',
      stage: 'publish',
      message: type
        ? `Waymark knows GitHub, and ${host} is of type ${type}. Use a GitHub host, for the library as for what is published.`
        : `There is no integration for ${host}. Add it under integrations.github in app-config.yaml, or use another host.`,
    });
  };
}
