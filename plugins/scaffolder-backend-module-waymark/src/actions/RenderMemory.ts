import type { RenderResult } from '@waymark/backstage-plugin-waymark-node';

/** How many tasks are remembered: more than run at once, few enough to hold. */
const kept = 20;

/** What tasks have rendered in this process, for the verify step that follows. */
export class RenderMemory {
  readonly #renders = new Map<string, RenderResult>();

  keep(taskId: string, rendered: RenderResult): void {
    this.#renders.delete(taskId);
    this.#renders.set(taskId, rendered);
    for (const oldest of this.#renders.keys()) {
      if (this.#renders.size <= kept) break;
      this.#renders.delete(oldest);
    }
  }

  get(taskId: string): RenderResult | undefined {
    return this.#renders.get(taskId);
  }
}
