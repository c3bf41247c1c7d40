import { toMs } from './read-values.ts';
import type { Run } from './run.ts';

/** How long a run may take at the most, in ms, as whoever started it has said; undefined when nothing was said. */
export async function timeOfRun(run: Run): Promise<number | undefined> {
  const [first] = (await run.rawHistory()).events ?? [];
  const { workflowExecutionTimeout, workflowRunTimeout } = first?.workflowExecutionStartedEventAttributes ?? {};
  const limits = [toMs(workflowExecutionTimeout), toMs(workflowRunTimeout)].filter((ms) => ms > 0);
  return limits.length > 0 ? Math.min(...limits) : undefined;
}
