import type { Json } from '../../../host/call.ts';

/** What the interceptor reported of one attempt; whatever is missing stays undefined. */
export function readReport(report: Json) {
  const { activityType, attempt, ok, ms } = Object(report);
  return { activityType, attempt, ok, ms };
}

/** A report in words. */
export function sayReport({ activityType, attempt, ok }: ReturnType<typeof readReport>): string {
  const end = ok === true ? 'ok' : ok === false ? 'failed' : `ok: ${say(ok)}`;
  return `attempt ${say(attempt)} of ${typeof activityType === 'string' ? `\`${activityType}\`` : say(activityType)}, ${end}`;
}

/** A value as a learner would write it down; the kind of work is said elsewhere. */
export function say(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'nothing';
  return Object.entries(value)
    .filter(([key]) => key !== 'activityType')
    .map(([key, part]) => `${key} ${JSON.stringify(part)}`)
    .join(', ');
}
