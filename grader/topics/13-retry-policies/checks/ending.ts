import { type Duration, inMs } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import { Gate } from '../../../world/gate.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import type { Disturbance, Rule } from '../../../world/world.ts';
import { DAY_MS, type Limit, readLimit } from './limit.ts';
import { away, isPaid, payWhile, receipt, type Step } from './payment.ts';

/** What the picture of a day may differ by. */
const SLACK_MS = inMs('1 minute');

/** So many calls show a policy; nobody has to wait for the rest. */
export const MANY_CALLS = 40;

/** So many pauses of an hour are more than a day. */
const MANY_HOURS = 26;

/** How a payment came out against a service that does not mend. */
export interface Ending {
  run: Run;
  outcome: Outcome;
  /** Those that met the fault. */
  calls: LedgerRow[];
  /** Undefined when the payment ended within a day, or would have. */
  late: Late | undefined;
  /** It was still calling when the world gave in; its outcome says nothing. */
  isPatient: boolean;
}

/** Why a payment was not over within a day. */
export type Late =
  | { kind: 'again'; times: number }
  | { kind: 'endless' }
  /** Of its limits, the first to end the tries: counted from the start of the run, and from where that limit begins. */
  | { kind: 'limit'; ms: number; ownMs: number };

/** One payment, and what was done to it in words: while it calls now and then, and once it has called many times. */
interface Trial {
  step: Step;
  fault: Disturbance;
  did: string;
  didLong: string;
}

/**
 * A payment during which every call of one step meets the same fault. After many calls the world gives in, so that the run
 * ends in good order; whether something would have ended it in time is then read from the limits in the histories.
 */
export async function payAgainst(lab: Lab, { step, fault, did, didLong }: Trial): Promise<Ending> {
  // A pause of an hour is as good as no answer, and brings the end near in a few more calls.
  const most = MANY_CALLS + (fault.kind === 'outage' && step !== receipt ? MANY_HOURS : 0);
  let count = 0;
  const known = lab.runs.length;
  lab.did = did;
  const { run, outcome, calls } = await payWhile(lab, step, () => {
    count++;
    if (count <= MANY_CALLS) return fault;
    lab.did = didLong;
    return count <= most ? { kind: 'limit', retryAfterMs: inMs('1 hour') } : undefined;
  });
  const isLong = count > MANY_CALLS;
  const isPatient = isLong && isPaid(outcome);
  const events = (await run.histories()).flat();
  const started = events[0]?.at ?? 0;
  const ended = events.at(-1)?.at ?? 0;
  const isSlow = ended - started > DAY_MS + SLACK_MS;
  const limit = await readLimit(lab.runs.slice(known), step, { attempts: 'slow', lastCall: calls.at(-1)?.at ?? 0 });
  const late = (isLong && limit.times <= 1 ? isLimitLate(limit, started, isPatient || isSlow) : isSlow)
    ? sayWhyLate(limit, started)
    : undefined;
  return { run, outcome, calls: calls.slice(0, most), isPatient, late };
}

/** Where no limit can be read, a payment that was over in time all the same had one. */
function isLimitLate({ to }: Limit, started: number, isOpen: boolean): boolean {
  return to === Number.POSITIVE_INFINITY ? isOpen : to - started > DAY_MS + SLACK_MS;
}

function sayWhyLate({ from, to, times }: Limit, started: number): Late {
  if (times > 1) return { kind: 'again', times };
  return to === Number.POSITIVE_INFINITY ? { kind: 'endless' } : { kind: 'limit', ms: to - started, ownMs: to - from };
}

/** How a payment came out against a service that was away for a while. */
export interface Survival {
  run: Run;
  outcome: Outcome;
  calls: LedgerRow[];
  /** The world gave in before its time, and the policy would have given up before that. */
  wouldGiveUp: boolean;
}

/** A payment during which the service of one step is away for so long; short pauses make the world give in earlier. */
export async function payThrough(lab: Lab, step: Step, duration: Duration): Promise<Survival> {
  let count = 0;
  const isAway = away(duration);
  const known = lab.runs.length;
  const words = `Started \`payInvoice\`; at \`${step.activity}\`, ${step.service} was away`;
  lab.did = `${words} for half an hour.`;
  const paid = await payWhile(lab, step, (row, index) => {
    count++;
    const fault = isAway(row, index);
    if (count <= MANY_CALLS || !fault) return fault;
    lab.did = `${words} for the first ${MANY_CALLS} calls.`;
    return undefined;
  });
  const [first, last] = [paid.calls[0]?.at ?? 0, paid.calls.at(-1)?.at ?? 0];
  const back = first + inMs(duration);
  if (count <= MANY_CALLS || last >= back) return { ...paid, wouldGiveUp: false };
  const { to, times } = await readLimit(lab.runs.slice(known), step, { attempts: 'quick', lastCall: last });
  // A step that is scheduled again and again has no end that could be read; another check speaks of that.
  return { ...paid, wouldGiveUp: times <= 1 && to < back };
}

/**
 * A payment during which one call of one step is taken and never answered: the first that no fault has met. The server has to
 * give that attempt up. Undefined where no attempt can be given up, because the step is no activity of its own.
 */
export async function payUnanswered(lab: Lab, step: Step, before: Rule = () => undefined) {
  const gate = new Gate();
  let isHeld = false;
  let isGivenUp = false;
  const paid = await payWhile(
    lab,
    step,
    (row, index) => {
      if (isHeld) return undefined;
      const fault = before(row, index);
      isHeld = !fault;
      return fault ?? { kind: 'hold', gate, when: 'before' };
    },
    async (run) => {
      await lab.until(gate.reached(), `\`${step.activity}\` to call`, { flowing: true });
      const busy = await findBusy(lab);
      isGivenUp = busy !== undefined;
      if (busy) await lab.expire(busy);
      else gate.open();
      const outcome = await run.settle();
      gate.open();
      return outcome;
    },
  );
  return isGivenUp ? paid : undefined;
}

/** The run, or the child of it, that waits for the one activity that is open. */
async function findBusy(lab: Lab): Promise<Run | undefined> {
  for (let looks = 0; looks < 10; looks++) {
    for (const run of lab.runs) if ((await run.pending()).some(({ state }) => state === 'started')) return run;
    await lab.linger(50);
  }
  return undefined;
}
