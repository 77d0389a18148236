import { type TaskRecord } from '@waymark/backstage-plugin-waymark-common';

interface StatusText {
  readonly tone: 'info' | 'success' | 'warning' | 'danger';
  readonly title: string;
  readonly description: string;
}

/** What each status means to the person who started the task. */
export const statusTexts: Readonly<Record<TaskRecord['status'], StatusText>> = {
  intended: {
    tone: 'info',
    title: 'Under way',
    description: 'The task has not ended yet. This page follows it.',
  },
  sealed: {
    tone: 'success',
    title: 'Sealed',
    description: 'The repository was published, registered in the catalog and sealed: nothing of it will be undone.',
  },
  undone: {
    tone: 'warning',
    title: 'Undone',
    description: 'The task did not finish, and nothing of it is left behind. Start over to try again.',
  },
  leftBehind: {
    tone: 'danger',
    title: 'Something was left behind',
    description: 'The task did not finish, and not all of what it had made could be removed safely. See below what is left and why.',
  },
};
