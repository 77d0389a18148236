import { NotAllowedError, ResponseError } from '@backstage/errors';
import { type DiscoveryApi, type FetchApi } from '@backstage/frontend-plugin-api';
import { type TaskRecord, taskRecordSchema } from '@waymark/backstage-plugin-waymark-common';
import { UnreadableTaskRecordError } from '../errors';
import { type TaskRecordApi } from './TaskRecordApi';

interface Dependencies {
  readonly discoveryApi: DiscoveryApi;
  readonly fetchApi: FetchApi;
}

/** Reads records from the routes that Waymark's module adds to the scaffolder's backend. */
export class HttpTaskRecordApi implements TaskRecordApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor({ discoveryApi, fetchApi }: Dependencies) {
    this.#discoveryApi = discoveryApi;
    this.#fetchApi = fetchApi;
  }

  async readTaskRecord(taskId: string): Promise<TaskRecord | undefined> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('scaffolder');
    const response = await this.#fetchApi.fetch(`${baseUrl}/waymark/tasks/${encodeURIComponent(taskId)}`);
    if (response.status === 404) {
      return undefined;
    }
    if (!response.ok) {
      const error = await ResponseError.fromResponse(response);
      throw error.statusCode === 403 ? new NotAllowedError(error.body.error.message) : error;
    }
    const parsed = taskRecordSchema.safeParse(await response.json());
    if (!parsed.success) {
      throw new UnreadableTaskRecordError(
        taskId,
        parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
      );
    }
    return parsed.data;
  }
}
