import { activityInfo } from '@temporalio/activity';
import type {
  ActivityExecuteInput,
  ActivityInboundCallsInterceptor,
  ActivityInterceptorsFactory,
  Next,
} from '@temporalio/worker';
import type { Attempt, Sample } from './shared';

class Watching implements ActivityInboundCallsInterceptor {
  constructor(private readonly report: (attempt: Attempt) => void) {}

  async execute(input: ActivityExecuteInput, next: Next<ActivityInboundCallsInterceptor, 'execute'>): Promise<unknown> {
    const { activityType, attempt } = activityInfo();
    const begun = performance.now();
    let ok = false;
    try {
      const result = await next(input);
      ok = true;
      return result;
    } finally {
      this.report({ activityType, attempt, ok, ms: performance.now() - begun });
    }
  }
}

export function createInterceptor(report: (attempt: Attempt) => void): ActivityInterceptorsFactory {
  return () => ({ inbound: new Watching(report) });
}

export function summarise(attempts: Attempt[]): Sample[] {
  const samples = new Map<string, Sample>();
  for (const { activityType, attempt, ok, ms } of attempts) {
    const sample = samples.get(activityType) ?? { totalMs: 0, failures: 0, attempts: 0, executions: 0, activityType };
    samples.set(activityType, sample);
    sample.attempts += 1;
    sample.totalMs += ms;
    if (attempt === 1) sample.executions += 1;
    if (!ok) sample.failures += 1;
  }
  return [...samples.values()];
}
