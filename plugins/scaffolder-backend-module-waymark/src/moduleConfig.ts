import type { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import type { EngineOptions } from '@waymark/backstage-plugin-waymark-node';
import type { HumanDuration } from '@backstage/types';

export interface ModuleConfig {
  readonly appBaseUrl: string;
  readonly libraryUrl: string | undefined;
  readonly sweepInterval: HumanDuration;
  readonly engine: EngineOptions;
}

/**
 * Reads the module's keys once, at start.
 * @throws WaymarkError `RECOVERY_WITHOUT_WORKSPACE` where a recovered task would publish an empty repo.
 */
export function readModuleConfig(config: RootConfigService): ModuleConfig {
  refuseRecoveryWithoutWorkspace(config);
  const memoryMb = config.getOptionalNumber('waymark.engine.memoryMb');
  return {
    appBaseUrl: config.getString('app.baseUrl'),
    libraryUrl: config.getOptionalString('waymark.library.url'),
    sweepInterval: config.has('waymark.undo.sweepInterval')
      ? readDurationFromConfig(config, { key: 'waymark.undo.sweepInterval' })
      : { minutes: 10 },
    engine: {
      ...(memoryMb === undefined ? {} : { memoryMb }),
      ...(config.has('waymark.engine.timeout') ? { timeoutMs: durationMs(config) } : {}),
    },
  };
}

function durationMs(config: RootConfigService): number {
  const duration = readDurationFromConfig(config, { key: 'waymark.engine.timeout' });
  const { hours = 0, minutes = 0, seconds = 0, milliseconds = 0 } = duration;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
}

/** A recovered task skips the steps that are done. Without a kept workspace the push then publishes an empty tree, and succeeds. */
function refuseRecoveryWithoutWorkspace(config: RootConfigService): void {
  const recovers =
    config.getOptionalBoolean('scaffolder.taskRecovery.enabled') ??
    config.getOptionalBoolean('scaffolder.EXPERIMENTAL_recoverTasks') ??
    false;
  const keepsWorkspace =
    config.has('scaffolder.taskRecovery.workspaceProvider') ||
    (config.getOptionalBoolean('scaffolder.EXPERIMENTAL_workspaceSerialization') ?? false);
  if (!recovers || keepsWorkspace) return;
  throw new WaymarkError({
    code: 'RECOVERY_WITHOUT_WORKSPACE',
    stage: 'publish',
    message:
      'scaffolder.taskRecovery.enabled is on without a workspace provider: a recovered task would publish an empty repo. Set scaffolder.taskRecovery.workspaceProvider and install its module (e.g. @backstage/plugin-scaffolder-backend-module-workspace-database), or turn recovery off.',
  });
}
