/** The page of the portal that tells what a task made and what was undone. */
export function taskPage(appBaseUrl: string, taskId: string): string {
  return `${appBaseUrl.replace(/\/+$/, '')}/waymark/tasks/${encodeURIComponent(taskId)}`;
}
