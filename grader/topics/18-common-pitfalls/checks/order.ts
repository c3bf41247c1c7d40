import { check, finding, holds } from '../../../check/check.ts';
import { bringParcel, drawWholeReturn, listOf, openReturn } from './return.ts';

/** What a return does when its parcel is back, in words, in this order. */
const steps = [
  { operation: 'returns.inspect', name: 'the pictures were inspected' },
  { operation: 'returns.restock', name: 'an item was put back on the shelf' },
  { operation: 'payments.refund', name: 'the money was paid back' },
  { operation: 'mail.send', name: 'the letter was written' },
] as const;

/** Real time in which whoever does not wait for a step has begun the next. */
const AHEAD_MS = 200;

export const inOrder = check(
  'in-order',
  'what a return does when its parcel is back comes in its order, step by step',
  async ({ lab }) => {
    const held = steps.map((step) => ({ ...step, gate: lab.world.holds(step.operation, 'before') }));
    lab.did = 'Opened a return with pictures; its parcel was back, and each step took its time.';
    const run = await openReturn(lab, drawWholeReturn(lab));
    await bringParcel(run);
    for (const [index, { operation, name, gate }] of held.entries()) {
      // A later step may come in its place, and is held as well.
      const any = Promise.race(held.slice(index).map((step) => step.gate.reached()));
      await lab.until(any, `a call of ${operation}`, { flowing: true });
      await lab.linger(AHEAD_MS);
      const ahead = steps.slice(index + 1).filter((later) => lab.ledger.calls(later.operation).length > 0);
      if (ahead.length > 0)
        return finding({
          did: lab.did,
          saw: `Before ${name}, ${listOf(ahead.map((later) => later.name))}.`,
          why: 'A step decides whether the next one is right: pictures can show a broken lamp, and the letter says what became of the money. Whoever begins a step early has already done it when the one before says no.',
          read: '#in-the-exercise',
          evidence: run,
        });
      gate.open();
    }
    await run.settle({ accept: ['storm', 'task-failed', 'unfinished'] });
    return holds;
  },
  { needs: ['letter-sent', 'time-limits', 'light-history'] },
);
