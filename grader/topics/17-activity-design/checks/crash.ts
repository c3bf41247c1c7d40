import { isDeepStrictEqual } from 'node:util';
import { type Check, check, type Found, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import { amiss, callerOf, importedSkus, offers, onboard, sayEnd } from './seller.ts';

/** So many tries show that a step will not work on another machine. */
const MANY_TRIES = 8;
/** A report is held back for 20 ms at most: what is the same at two looks has arrived. An import need not report. */
const LOOK_MS = 40;
const LOOKS = 5;

export const anyWorker: Check = check(
  'any-worker',
  'an import whose machine died goes on at another one',
  async ({ lab }) => {
    const products = offers(lab, lab.draw.integer(101, 149));
    // One call is answered, and reported by those who report: what goes on has to fit it.
    let calls = 0;
    const gate = lab.world.holds('catalogue.add', 'before', () => ++calls > 1);
    lab.expectUpTo({ attempts: MANY_TRIES });
    lab.did = `Onboarded a seller with ${products.length} products. In the middle of the import the worker’s machine died; another one, with an empty disk, took over.`;
    const { run } = await onboard(lab);
    await lab.until(gate.reached(), 'the import to be under way');
    const owner = await callerOf(lab, run, gate.arrived[0]);
    const reported = await lastReport(lab, owner);
    await lab.crash();
    const isGone = async () => gate.arrived.every(({ outcome }) => outcome.kind !== 'open');
    await lab.eventually(isGone, 'the calls of the dead machine to break off');
    gate.open();
    await lab.recover();
    await lab.expire(owner);
    const outcome = await run.settle({ accept: ['storm'] });
    const wanted = products.map(({ sku }) => sku);
    const slip = amiss(wanted, importedSkus(lab.ledger.effects('catalogue.add')));
    const text =
      outcome.status !== 'completed' || (slip && reported === undefined)
        ? lost(outcome, slip)
        : slip
          ? misfit(slip)
          : miscounted(outcome.result, products.length);
    return text ? finding({ did: lab.did, evidence: run, ...text }) : holds;
  },
  { needs: ['onboarded', 'not-local'] },
);

/** What an import says of its progress before it dies; undefined when it says nothing. */
async function lastReport(lab: Lab, owner: Run): Promise<unknown> {
  let last: unknown;
  for (let look = 0; look < LOOKS; look++) {
    await lab.linger(LOOK_MS);
    const now = (await owner.pending()).find(({ heartbeat }) => heartbeat !== undefined)?.heartbeat;
    if (now !== undefined && isDeepStrictEqual(now, last)) return now;
    last = now;
  }
  return last;
}

type Text = Pick<Found, 'saw' | 'why' | 'read'>;

function misfit(slip: string): Text {
  return {
    saw: `\`onboardSeller\` completed all the same. ${slip}`,
    why: 'The second attempt went on where the first had reported to be, and that did not fit what was done: a product was passed over or done twice, or it came under a key that had been used for others, which a service takes for a repetition.',
    read: '#the-rest-of-a-good-activity',
  };
}

/** A result that tells of another number of products than there are, though each of them is there. */
function miscounted(result: unknown, count: number): Text | undefined {
  const told = (result as { products?: unknown } | null | undefined)?.products;
  if (told === count) return undefined;
  const isLess = typeof told === 'number' && told < count;
  return {
    saw: `All ${count} products are in the shop, and the result ${typeof told === 'number' ? `says that ${isLess ? 'fewer' : 'more'} were imported` : 'does not say how many were imported'}.`,
    why: `The result is about the onboarding, and that had two attempts at its import. ${isLess ? 'An attempt that goes on where another stopped has to count what that one did, too' : 'What was imported once counts once, however many attempts have seen to it'}: a seller who reads another number looks for products that are not missing.`,
    read: '#the-rest-of-a-good-activity',
  };
}

function lost(outcome: Outcome, slip: string | undefined): Text {
  return {
    saw:
      outcome.status === 'storm'
        ? `There, \`${outcome.activity}\` failed at every try.`
        : `\`onboardSeller\` ${sayEnd(outcome)}.${slip ? ` ${slip}` : ''}`,
    why: 'Whatever an activity leaves in memory or on disk is known to one machine. The next activity, or the next attempt, may run on any other; and machines are replaced at every deployment.',
    read: '#leave-it-in-the-store',
  };
}
