import { type Check, check, type Found, finding, holds } from '../../../check/check.ts';
import { findFamily } from '../../../lab/family.ts';
import type { Lab } from '../../../lab/lab.ts';
import { readLocalActivity } from '../../../lab/local-activity.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import type { OperationName } from '../../../world/services.ts';
import { amiss, importedSkus, offers, onboard, sayEnd } from './seller.ts';

export const triedAgain: Check = check(
  'tried-again',
  'a step that is tried again repeats no effect, another’s or its own, and leaves none out',
  async ({ lab }) => {
    for (const operation of reads) lab.world.fails(operation, FAILURES);
    for (const operation of keyed) if (operation !== 'catalogue.add') lab.world.losesAnswer(operation, FAILURES);
    losesOneBatch(lab);
    const products = offers(lab, lab.draw.integer(401, 449));
    lab.did =
      'Onboarded a seller; at every service the connection was made to break twice, at some after the work was done.';
    const { run } = await onboard(lab);
    const outcome = await run.settle();
    const text =
      outcome.status === 'completed'
        ? (repeated(lab) ?? twins(lab) ?? (await hidden(lab, run)) ?? wentOn(lab) ?? passedOver(lab, products))
        : {
            saw: `\`onboardSeller\` ${sayEnd(outcome)}; no service had refused anything.`,
            why: 'No answer is not a no. A step that takes every failure for final loses good work at the first lost connection, and tells the seller what nobody has said.',
            read: '#failures-with-a-type',
          };
    return text ? finding({ did: lab.did, evidence: run, ...text }) : holds;
  },
  { needs: ['onboarded', 'not-local'] },
);

/** How often no service answers on a bad day. */
const FAILURES = 2;
/** So many calls of an import may be under way at once, as many as may begin after a cancellation. */
const TOGETHER = 3;
/** The calls that change something: they do it, and the answer is lost. */
const keyed = [
  'accounts.create',
  'store.put',
  'catalogue.add',
  'mail.send',
] as const satisfies readonly OperationName[];
const reads = [
  'documents.verify',
  'vault.token',
  'catalogue.fetch',
  'store.get',
] as const satisfies readonly OperationName[];

/**
 * One batch alone has bad luck: calls that are under way together would fail together, in one attempt. At first it does not
 * get through at all, then its answer is lost.
 */
function losesOneBatch({ world }: Lab): void {
  let unlucky: string | undefined;
  let calls = 0;
  world.on('catalogue.add', ({ key }) => {
    unlucky ??= key;
    if (key !== unlucky || calls >= FAILURES) return undefined;
    return calls++ === 0 ? { kind: 'outage' } : { kind: 'lose-answer' };
  });
}

type Text = Pick<Found, 'saw' | 'why' | 'read'>;

/** A step that was done again because of another one. */
function repeated(lab: Lab): Text | undefined {
  const most = Math.max(...keyed.flatMap((operation) => [...countByKey(lab, operation).values()]));
  const again = keyed.find((operation) => [...countByKey(lab, operation).values()].includes(most));
  if (!again || most <= FAILURES + 1) return undefined;
  return {
    saw: `\`${again}\` was called ${most} times for the same thing, where ${FAILURES + 1} calls were enough.`,
    why: 'An activity is tried again as a whole. What shares one with a step that fails is done once more each time: half an hour of importing for every letter that does not go out.',
    read: '#one-effect-an-activity',
  };
}

const twin: Record<(typeof keyed)[number], string> = {
  'accounts.create': 'a second account',
  'store.put': 'an object that nobody knows of',
  'catalogue.add': 'the same products once more',
  'mail.send': 'a second letter',
};

/** A step that did the same thing once more, under another key. */
function twins({ ledger }: Lab): Text | undefined {
  for (const operation of keyed) {
    const counts = new Map<string, number>();
    for (const { effect, args } of ledger.calls(operation)) {
      const { key: _key, ...same } = args;
      const thing = JSON.stringify(same);
      if (effect) counts.set(thing, (counts.get(thing) ?? 0) + 1);
    }
    const most = Math.max(0, ...counts.values());
    if (most <= 1) continue;
    return {
      saw: `\`${operation}\` did the same thing ${most} times, each time under another key.`,
      why: `A lost answer looks like a failure, so an attempt may come after one that has done it all. A service knows by the key that it has done this before; under a new key it is something new: here ${twin[operation]}.`,
      read: '#the-rest-of-a-good-activity',
    };
  }
  return undefined;
}

/** Products of which the attempt that failed said that they were done. */
function passedOver({ ledger }: Lab, products: readonly { sku: string }[]): Text | undefined {
  const imported = importedSkus(ledger.effects('catalogue.add'));
  const slip = amiss(
    products.map(({ sku }) => sku),
    imported,
  );
  if (!slip) return undefined;
  return {
    saw: `\`onboardSeller\` completed. ${slip}`,
    why: 'An attempt whose call failed has not done that piece of work. Where the next attempt goes on behind it, nobody ever does it, and the result says that all is there.',
    read: '#the-rest-of-a-good-activity',
  };
}

/** Calls that Temporal knows nothing of. */
async function hidden(lab: Lab, run: Run): Promise<Text | undefined> {
  const failed = lab.ledger.rows.filter(isFailed).length;
  if (failed <= (await failedAttempts(lab, run))) return undefined;
  const again = lab.ledger.rows.find(isFollowed);
  return {
    saw: again
      ? `\`${again.operation}\` was called again in an attempt in which it had failed.`
      : 'More calls failed than attempts: some attempts went on calling after a failure.',
    why: 'Such tries multiply with those of Temporal, no history shows them, and each attempt gets longer than its limit was made for.',
    read: '#one-policy-not-two',
  };
}

function isFailed({ outcome }: LedgerRow): boolean {
  return /^(outage|answer-lost)$/.test(outcome.kind);
}

/** Whether a call failed and was made once more by the same attempt. */
function isFollowed(row: LedgerRow, index: number, rows: readonly LedgerRow[]): boolean {
  const sign = ({ operation, key, caller }: LedgerRow) => JSON.stringify([operation, key, caller]);
  return isFailed(row) && rows.slice(index + 1).some((later) => sign(later) === sign(row));
}

/** An import that hears of a failure and makes the rest of its calls all the same. */
function wentOn({ ledger, world }: Lab): Text | undefined {
  const calls = ledger.calls('catalogue.add').length;
  const batches = countByKey({ ledger }, 'catalogue.add').size - 1;
  const atOnce = Math.max(TOGETHER, world.peak('catalogue.add'));
  if (calls <= batches + FAILURES * atOnce) return undefined;
  return {
    saw: `\`catalogue.add\` was called ${calls} times for ${batches} batches, and only one of them had failed, ${FAILURES} times: the attempts went on after the failure.`,
    why: 'An attempt that has failed is done again as a whole. What it does after the failure is done once more by the next one; and a service that is ill is called all the time, where a pause was due.',
    read: '#one-policy-not-two',
  };
}

function countByKey({ ledger }: Pick<Lab, 'ledger'>, operation: OperationName): Map<string, number> {
  const counts = new Map<string, number>([['', 0]]);
  for (const { key = '' } of ledger.calls(operation)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** How many attempts at activities failed, in a run and its children; local ones included. */
async function failedAttempts(lab: Lab, run: Run): Promise<number> {
  let failed = 0;
  const family = await findFamily(lab, run);
  for (const events of (await Promise.all(family.map((one) => one.histories()))).flat()) {
    for (const { attempt } of eventsOf(events, 'ActivityStarted')) failed += attempt - 1;
    failed += eventsOf(events, 'ActivityFailed').length;
    for (const local of events.map(readLocalActivity)) failed += (local?.attempt ?? 1) - 1;
  }
  return failed;
}
