import { type Check, check, type Found, finding, holds } from '../../../check/check.ts';
import { inMs, sayDuration } from '../../../lab/duration.ts';
import { findFamily } from '../../../lab/family.ts';
import type { ActivityOptions } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { ordinaryHost } from '../../../lab/ordinary-host.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import { findTooQuiet } from '../../../lab/silence.ts';
import { callerOf, onboard, order } from './seller.ts';

type Asked = (typeof order)[number];

/** What a step needs for an attempt, as the exercise says, and the longest silence in it. */
const needsMs: Record<Asked, { whole: number; silence: number }> = {
  'documents.verify': { whole: inMs('10 seconds'), silence: inMs('10 seconds') },
  'accounts.create': { whole: inMs('10 seconds'), silence: inMs('10 seconds') },
  'catalogue.fetch': { whole: inMs('5 minutes'), silence: inMs('5 minutes') },
  'catalogue.add': { whole: inMs('30 minutes'), silence: inMs('1 minute') },
  'mail.send': { whole: inMs('10 seconds'), silence: inMs('10 seconds') },
};
const quick: readonly Asked[] = ['documents.verify', 'accounts.create', 'mail.send'];
const MINUTE = inMs('1 minute');
const HOUR = inMs('1 hour');
/** How much sooner the timers of a worker fire while a download is held back; and what its reports may be late then. */
const HURRY = 60;
const JITTER_MS = inMs('10 seconds');

export const notLocal: Check = check(
  'not-local',
  'slow steps do not run inside a workflow task',
  async ({ lab }) => {
    const { run, limits } = await readLimits(lab);
    const local = limits.find(({ operation, options }) => !options && !quick.includes(operation));
    if (!local) return holds;
    return finding({
      did: 'Onboarded a seller and looked which activity calls each service.',
      saw: `\`${local.operation}\` was called by a local activity, inside a workflow task. That task is made for 10 seconds; the step takes up to ${sayDuration(needsMs[local.operation].whole)}.`,
      why: 'A local activity is part of the workflow task around it. While it lasts, the workflow hears of nothing else; and when the worker dies, everything in that task is done again.',
      read: '#local-activities',
      evidence: run,
    });
  },
  { needs: ['onboarded'] },
);

export const limitsFit: Check = check(
  'limits-fit',
  'the limits of a step fit its work, and an hour without a free worker ends nothing',
  async ({ lab }) => {
    const { run, limits } = await readLimits(lab);
    const text =
      (await tooShort(lab, limits)) ?? tooLong(limits) ?? (await onTheQueue(await findFamily(lab, run), limits));
    return text ? finding({ did: lab.did, evidence: run, ...text }) : holds;
  },
  { needs: ['onboarded'] },
);

type Text = Pick<Found, 'saw' | 'why' | 'read'> & Partial<Found>;

/** An attempt that is given up while the work goes well. */
async function tooShort(lab: Lab, limits: readonly Limit[]): Promise<Text | undefined> {
  for (const limit of limits) {
    const { operation, activity, options, where } = limit;
    const { whole, silence } = needsMs[operation];
    if (!options) continue;
    const { startToCloseMs, scheduleToCloseMs, heartbeatMs } = options;
    const total = Math.min(...[startToCloseMs, scheduleToCloseMs].filter((ms) => ms > 0));
    const isSilent = heartbeatMs > 0 && heartbeatMs < silence;
    if (total >= whole && !(isSilent && !(await reportsMeanwhile(lab, limit)))) continue;
    return {
      ...where,
      saw:
        total < whole
          ? `An attempt at \`${activity}\` is given up after ${sayDuration(total)}; the step takes up to ${sayDuration(whole)}.`
          : `\`${activity}\` is given up after ${sayDuration(heartbeatMs)} of silence; unless it reports meanwhile, the step can be silent for ${sayDuration(silence)}.`,
      why: 'Good work is thrown away before it is done, begun again, and thrown away again. On the small catalogue of a test it never happens.',
      read: '#limits-that-fit-the-work',
    };
  }
  return undefined;
}

/**
 * Whether a download reports while its one call lasts, as it can by a timer beside it; its timers fire sooner here. Of an
 * import that says nothing: it may have reported before the call, and be silent for as long as that takes.
 */
async function reportsMeanwhile(lab: Lab, { operation, activity, options }: Limit): Promise<boolean> {
  if (operation !== 'catalogue.fetch' || !options) return false;
  await lab.recover(ordinaryHost(lab, { hurry: HURRY }));
  const gate = lab.world.holds(operation, 'before', () => gate.arrived.length === 0);
  const { run } = await onboard(lab);
  await lab.until(gate.reached(), 'the download to be under way');
  const owner = await callerOf(lab, run, gate.arrived[0]);
  const { heartbeatMs } = options;
  const quiet = await findTooQuiet(lab, owner, [{ activity, heartbeatMs }], { hurry: HURRY, jitterMs: JITTER_MS });
  gate.open();
  await run.settle();
  return quiet.length === 0;
}

/** A quick step whose worker can be dead for long before anybody knows. */
function tooLong(limits: readonly Limit[]): Text | undefined {
  for (const { operation, activity, options, where } of limits) {
    if (!options || !quick.includes(operation)) continue;
    const { startToCloseMs, scheduleToCloseMs, heartbeatMs } = options;
    const noticed = Math.min(...[startToCloseMs, scheduleToCloseMs, heartbeatMs].filter((ms) => ms > 0));
    if (noticed <= MINUTE) continue;
    return {
      ...where,
      saw: `An attempt at \`${activity}\` is given up after ${sayDuration(noticed)}. It takes 10 seconds at most.`,
      why: `The server can’t see a worker die: it waits for the limit. Until then, here ${sayDuration(noticed)}, nobody goes on with this seller.`,
      read: '#limits-that-fit-the-work',
    };
  }
  return undefined;
}

const whyNot = {
  scheduleToStartTimeout:
    'A queue is longest in the busiest hour. Whoever fails then has to be onboarded by hand, and trying again on the same queue would only have waited in it once more. More workers help, and a limit does not hire any.',
  scheduleToCloseTimeout:
    'This limit holds for all attempts and all waiting together: an hour without a worker uses it up, or leaves less than the work takes. Then the attempt is cut off, and there is no other.',
};

/** A limit that counts the time in the queue, and runs out in a busy hour. */
async function onTheQueue(runs: readonly Run[], limits: readonly Limit[]): Promise<Text | undefined> {
  /** An hour in the queue; of a limit on all together something has to be left for the work. */
  const neededMs = (name: string, activity: string): number => {
    const works = limits
      .filter((limit) => limit.activity === activity)
      .map(({ operation }) => needsMs[operation].whole);
    return name === 'scheduleToCloseTimeout' ? HOUR + Math.max(0, ...works) : HOUR;
  };
  for (const evidence of runs)
    for (const { id, activity, options } of eventsOf(await evidence.history(), 'ActivityScheduled')) {
      const { scheduleToStartMs, scheduleToCloseMs } = options;
      // Without a limit on the queue the server writes down that on all attempts in its place.
      const [name, ms] =
        scheduleToCloseMs > 0 && scheduleToCloseMs <= scheduleToStartMs
          ? (['scheduleToCloseTimeout', scheduleToCloseMs] as const)
          : (['scheduleToStartTimeout', scheduleToStartMs] as const);
      if (ms === 0 || ms >= neededMs(name, activity)) continue;
      return {
        did: 'Onboarded a seller and looked how long each step may wait for a worker.',
        saw: `\`${activity}\` has a ${name} of ${sayDuration(ms)}, and the time in the queue counts. After that it fails, and is not tried again.`,
        why: whyNot[name],
        read: '#the-queue-is-not-your-limit',
        evidence,
        decisive: id,
      };
    }
  return undefined;
}

interface Limit {
  operation: Asked;
  activity: string;
  /** Undefined: it was called by a local activity. */
  options: ActivityOptions | undefined;
  /** The event that has the options. */
  where: Pick<Found, 'evidence' | 'decisive'> | undefined;
}

/** Onboards a seller, and looks which activity called each service, and with which limits. */
async function readLimits(lab: Lab): Promise<{ run: Run; limits: Limit[] }> {
  lab.did = 'Onboarded a seller and looked how long an attempt at each step may take.';
  const { run } = await onboard(lab);
  await run.settle();
  const limits: Limit[] = [];
  for (const operation of order) {
    const [row] = lab.ledger.calls(operation);
    const owner = await callerOf(lab, run, row);
    // The ids of a workflow's activities are of one series, local ones included; those are never scheduled.
    const scheduled = eventsOf(await owner.history(), 'ActivityScheduled').find(
      ({ activityId }) => activityId === row?.caller.activityId,
    );
    const where = scheduled && { evidence: owner, decisive: scheduled.id };
    limits.push({ operation, activity: scheduled?.activity ?? operation, options: scheduled?.options, where });
  }
  return { run, limits };
}
