import type { HumanDuration } from '@backstage/types';

export interface Config {
  app: {
    /**
     * Address of the portal: the records of tasks are linked to it.
     * @visibility frontend
     */
    baseUrl: string;
  };

  waymark?: {
    library?: {
      /**
       * Address of the library of golden paths, for templates that are not stored in the library's repo and for dry runs,
       * e.g. https://github.com/acme/golden-paths/tree/main
       * @visibility backend
       */
      url?: string;
    };
    undo?: {
      /**
       * How often to look for tasks that ended and were not undone (after a crash). Default: 10 minutes.
       * @visibility backend
       */
      sweepInterval?: HumanDuration | string;
      /**
       * How long the worker of a running task may give no sign of life before its task counts as crashed and is undone; a living one gives
       * one each second. Without meaning where `scaffolder.taskRecovery` resumes crashed tasks. Default: 1 hour.
       * @visibility backend
       */
      crashedAfter?: HumanDuration | string;
    };
    engine?: {
      /**
       * How many processes render and verify side by side, from 1 to 16. Default: 2.
       * @visibility backend
       */
      children?: number;
      /**
       * Heap of each process that renders and verifies, in MB, from 64 on; 768 MB more are allowed beside it. Default: 512.
       * @visibility backend
       */
      memoryMb?: number;
      /**
       * Time for one stage. Default: 60 seconds.
       * @visibility backend
       */
      timeout?: HumanDuration | string;
    };
  };

  scaffolder?: {
    taskRecovery?: {
      /**
       * Whether crashed tasks are resumed. Waymark wants a workspace provider with it.
       * @visibility backend
       */
      enabled?: boolean;
      /**
       * Where the workspaces of resumed tasks are kept.
       * @visibility backend
       */
      workspaceProvider?: string;
    };
  };
}
