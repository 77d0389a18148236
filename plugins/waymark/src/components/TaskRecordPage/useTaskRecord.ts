import { useApi } from '@backstage/frontend-plugin-api';
import { toError } from '@backstage/errors';
import { type TaskRecord } from '@waymark/backstage-plugin-waymark-common';
import { useEffect, useState } from 'react';
import { taskRecordApiRef } from '../../api/TaskRecordApi';

const pollMs = 2000;

export type TaskRecordState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly error: Error }
  | { readonly kind: 'read'; readonly record: TaskRecord };

async function readState(read: Promise<TaskRecord | undefined>): Promise<TaskRecordState> {
  try {
    const record = await read;
    return record ? { kind: 'read', record } : { kind: 'absent' };
  } catch (error) {
    return { kind: 'failed', error: toError(error) };
  }
}

/** The record of a task, read again until the task has ended. */
export function useTaskRecord(taskId: string): TaskRecordState {
  const api = useApi(taskRecordApiRef);
  const [state, setState] = useState<TaskRecordState>({ kind: 'loading' });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const read = async () => {
      const next = await readState(api.readTaskRecord(taskId));
      if (left) {
        return;
      }
      setState(next);
      if (next.kind === 'read' && next.record.status === 'intended') {
        timer = setTimeout(() => void read(), pollMs);
      }
    };
    setState({ kind: 'loading' });
    void read();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [api, taskId]);

  return state;
}
