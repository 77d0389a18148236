import type { RenderedTree } from '@waymark/backstage-plugin-waymark-node';

/** How many tasks are remembered: more than run at once, few enough to hold. */
const kept = 20;

/** What a task has rendered, and from which answers. */
export interface Rendering {
  readonly tree: RenderedTree;
  readonly answers: unknown;
}

/** What tasks have rendered in this process, for the verify step that follows. */
export class RenderMemory {
  readonly #renders = new Map<string, Rendering>();

  keep(taskId: string, rendering: Rendering): void {
    this.#renders.delete(taskId);
    this.#renders.set(taskId, rendering);
    for (const oldest of this.#renders.keys()) {
      if (this.#renders.size <= kept) break;
      this.#renders.delete(oldest);
    }
  }

  get(taskId: string): Rendering | undefined {
    return this.#renders.get(taskId);
  }
}
