// What the people on call see of Harbour's activities.
// Goal: every attempt is reported once, when it ends, with its number, how it ended and how many milliseconds it took. For
//   Temporal nothing changes: an attempt ends as it would without the interceptor, with the same result or the same error.
// Stays: both names. `summarise` is right: an execution is counted at its attempt 1, and a retry is no new execution.
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { Attempt, Sample } from './shared';

export function createInterceptor(report: (attempt: Attempt) => void): ActivityInterceptorsFactory {
  return ({ info: { activityType, attempt } }) => ({
    inbound: {
      async execute(input, next) {
        const begun = Date.now();
        try {
          const result = await next(input);
          report({ activityType, attempt, ok: true, ms: Date.now() - begun });
          return result;
        } catch (error) {
          report({ activityType, attempt, ok: false, ms: Date.now() - begun });
          // Whoever catches it here and keeps it turns a failed attempt into a successful one without a result.
          throw error;
        }
      },
    },
  });
}

/** One line for each kind of activity, in any order. */
export function summarise(attempts: Attempt[]): Sample[] {
  const types = [...new Set(attempts.map(({ activityType }) => activityType))];
  return types.map((activityType) => {
    const own = attempts.filter((one) => one.activityType === activityType);
    return {
      activityType,
      executions: own.filter(({ attempt }) => attempt === 1).length,
      attempts: own.length,
      failures: own.filter(({ ok }) => !ok).length,
      totalMs: own.reduce((sum, { ms }) => sum + ms, 0),
    };
  });
}
