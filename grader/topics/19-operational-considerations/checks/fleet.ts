import { Draw } from '../../../lab/draw.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Env, Queue, Work } from '../shipped/shared.ts';

/** One group of machines each. */
export const queues: readonly Queue[] = ['counter', 'vault', 'studio'];

/** What the orchestrator sets; the same in all checks of a grading, so that they can share a host. */
export function envOf({ seed }: Lab): Env {
  const draw = new Draw(seed, '19/env');
  return {
    LEDGER_LIMIT: String(draw.integer(5, 7)),
    RENDER_LIMIT: String(draw.integer(2, 4)),
    // What every environment grants at least: a grace time that is worked out from it is at its shortest.
    SHUTDOWN_SECONDS: '10',
  };
}

/** One worker for each group of machines, made with the submission's options and interceptor, and one for the workflows. */
export function openFleet(lab: Lab) {
  const file = 'worker.ts';
  return lab.recover({
    workers: [
      { taskQueue: lab.taskQueue, workflows: 'workflows.ts', maxCachedWorkflows: 0 },
      ...queues.map((queue) => ({
        taskQueue: queue,
        activities: 'activities.ts',
        options: { file, export: 'workerOptions', args: [{ ...envOf(lab) }, queue] },
        interceptor: { file: 'interceptors.ts', export: 'createInterceptor' },
      })),
    ],
  });
}

/** The same with the submission's interceptor and our own options: a worker that is told to stop tells its activities at once. */
export function openHasty(lab: Lab) {
  return lab.recover({
    workers: [
      { taskQueue: lab.taskQueue, workflows: 'workflows.ts', maxCachedWorkflows: 0 },
      ...queues.map((queue) => ({
        taskQueue: queue,
        activities: 'activities.ts',
        interceptor: { file: 'interceptors.ts', export: 'createInterceptor' },
      })),
    ],
  });
}

/** Where the submission sends a kind of work. */
export async function queueOf(lab: Lab, work: Work): Promise<unknown> {
  return await lab.call({ file: 'routing.ts', export: 'queueFor', args: [work] });
}

export interface Day {
  entries: { entryId: string; cents: number }[];
}

/** A day nobody has closed before. */
export function drawDay({ draw }: Lab, entries: number): Day {
  return {
    entries: Array.from({ length: entries }, (_, line) => ({
      entryId: `${draw.id('sale')}-${line + 1}`,
      cents: draw.integer(500, 90_000),
    })),
  };
}

export function drawFilms({ draw }: Lab, films: number): { films: string[] } {
  return { films: Array.from({ length: films }, (_, line) => `${draw.id('film')}-${line + 1}`) };
}

export function drawQuestion({ draw }: Lab): { currency: string; date: string } {
  return { currency: draw.pick(['GBP', 'JPY', 'USD']), date: `2026-05-${draw.integer(10, 28)}` };
}
