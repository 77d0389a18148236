import { tmpdir } from 'node:os';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import type { EngineOptions } from '@waymark/backstage-plugin-waymark-node';
import { type HumanDuration, durationToMilliseconds } from '@backstage/types';

export interface ModuleConfig {
  readonly appBaseUrl: string;
  readonly libraryUrl: string | undefined;
  readonly sweepInterval: HumanDuration;
  /** Undefined where the scaffolder resumes crashed tasks itself. */
  readonly crashedAfterMs: number | undefined;
  readonly engine: EngineOptions;
}

/**
 * Reads the module's keys once, at start.
 * @throws WaymarkError `RECOVERY_WITHOUT_WORKSPACE` where a recovered task would publish an empty repo; InputError for a number out of its bounds.
 */
export function readModuleConfig(config: RootConfigService): ModuleConfig {
  const recovers = isRecoveryOn(config);
  if (recovers) requireWorkspace(config);
  const engineTimeout = readDuration(config, 'waymark.engine.timeout');
  const children = wholeNumber(config, 'waymark.engine.children', { from: 1, to: 16 });
  const memoryMb = wholeNumber(config, 'waymark.engine.memoryMb', { from: 64, to: 65_536 });
  return {
    appBaseUrl: config.getString('app.baseUrl'),
    libraryUrl: config.getOptionalString('waymark.library.url'),
    sweepInterval: readDuration(config, 'waymark.undo.sweepInterval') ?? { minutes: 10 },
    crashedAfterMs: recovers ? undefined : durationToMilliseconds(readDuration(config, 'waymark.undo.crashedAfter') ?? { hours: 1 }),
    engine: {
      // Where the scaffolder makes its workspaces.
      writable: [config.getOptionalString('backend.workingDirectory') ?? tmpdir()],
      ...(children === undefined ? {} : { children }),
      ...(memoryMb === undefined ? {} : { memoryMb }),
      ...(engineTimeout === undefined ? {} : { timeoutMs: durationToMilliseconds(engineTimeout) }),
    },
  };
}

function wholeNumber(config: RootConfigService, key: string, { from, to }: { readonly from: number; readonly to: number }): number | undefined {
  const value = config.getOptionalNumber(key);
  if (value === undefined || (Number.isInteger(value) && value >= from && value <= to)) return value;
  throw new InputError(`${key} is ${value}: set a whole number from ${from} to ${to} in app-config.yaml, or leave it out.`);
}

function readDuration(config: RootConfigService, key: string): HumanDuration | undefined {
  return config.has(key) ? readDurationFromConfig(config, { key }) : undefined;
}

/** Whether the scaffolder resumes tasks whose worker has died. */
function isRecoveryOn(config: RootConfigService): boolean {
  return (
    config.getOptionalBoolean('scaffolder.taskRecovery.enabled') ??
    config.getOptionalBoolean('scaffolder.EXPERIMENTAL_recoverTasks') ??
    false
  );
}

/** A recovered task skips the steps that are done. Without a kept workspace the push then publishes an empty tree, and succeeds. */
function requireWorkspace(config: RootConfigService): void {
  const keepsWorkspace =
    config.has('scaffolder.taskRecovery.workspaceProvider') ||
    (config.getOptionalBoolean('scaffolder.EXPERIMENTAL_workspaceSerialization') ?? false);
  if (keepsWorkspace) return;
  throw new WaymarkError({
    code: 'RECOVERY_WITHOUT_WORKSPACE',
    stage: 'publish',
    message:
      'scaffolder.taskRecovery.enabled is on without a workspace provider: a recovered task would publish an empty repo. Set scaffolder.taskRecovery.workspaceProvider and install its module (e.g. @backstage/plugin-scaffolder-backend-module-workspace-database), or turn recovery off.',
  });
}
