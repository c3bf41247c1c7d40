import type { Json } from '../../../host/call.ts';
import type { Host } from '../../../host/host.ts';
import type { Lab } from '../../../lab/lab.ts';

/** What the host has said before its answer to a call has arrived with it. */
export async function heardOf(lab: Lab, host: Host): Promise<void> {
  await lab.linger(20);
  await host.call({ file: 'routing.ts', export: 'queueFor', args: ['quote'] });
}

/** What the interceptor reported of one attempt; whatever is missing stays undefined. */
export function readReport(report: Json) {
  const { activityType, attempt, ok, ms } = Object(report);
  return { activityType, attempt, ok, ms };
}

/** A report in words. */
export function sayReport({ activityType, attempt, ok }: Omit<ReturnType<typeof readReport>, 'ms'>): string {
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
