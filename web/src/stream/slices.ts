interface Scheduler {
  postTask(task: () => void, options: { priority: 'background' }): Promise<void>;
}

/** Runs a task when the page has nothing better to do. */
export function atLeisure(task: () => void): void {
  const { scheduler } = globalThis as { scheduler?: Scheduler };
  if (scheduler) void scheduler.postTask(task, { priority: 'background' });
  else setTimeout(task);
}
