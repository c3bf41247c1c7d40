import { check, finding, holds } from '../../../check/check.ts';
import type { Run } from '../../../lab/run.ts';
import { Stopped } from '../../../lab/stopped.ts';
import { canAnswer, drawMonth, dueFor, field, fillTill, resultOf, startMonth } from './month.ts';
import { whereReplayStopped } from './replay.ts';

// Late or not, these purchases are so by any `bonusAfter` that another check uses.
const times = ['05:15', '23:30', '06:45'];

export const queryStartsNothing = check(
  'query-starts-nothing',
  'looking at the progress starts nothing',
  async ({ lab }) => {
    const month = drawMonth(lab, { bonusAfter: 22, times });
    fillTill(lab, month);
    const gate = lab.world.holds('loyalty.award', 'before');
    lab.did = 'Asked for the progress of a month while its first points were being awarded.';
    const run = await startMonth(lab, month);
    await lab.until(gate.reached(), 'points to be awarded', { flowing: true });
    if (!(await canAnswer(lab, run))) {
      gate.open();
      await run.settle();
    }
    try {
      await run.query('progress');
    } catch (error) {
      if (!(error instanceof Stopped) || error.raw.kind !== 'host-exited') throw error;
      return finding({
        did: lab.did,
        saw: 'There was no answer. The whole worker shut down, and the month stood still with everything else that ran there.',
        why: 'A query leaves nothing in the history, so there is no place for a step that it asks for, and no replay could find it again. The SDK takes such an answer for a broken worker and shuts it down. The next worker that is asked goes the same way.',
        read: '#a-query-only-looks',
        evidence: run,
      });
    }
    gate.open();
    await run.settle();
    return holds;
  },
  { needs: ['by-the-rules'] },
);

export const queryChangesNothing = check(
  'query-changes-nothing',
  'looking at the progress changes nothing',
  async ({ lab }) => {
    const month = drawMonth(lab, { bonusAfter: 22, times });
    fillTill(lab, month);
    const stages = [
      { gate: lab.world.holds('loyalty.award', 'before'), what: 'its first points were being awarded' },
      { gate: lab.world.holds('mail.send', 'before'), what: 'a letter to the customer was being sent' },
    ];
    lab.did = `Asked for the progress of a month, twice each time: while ${stages.map(({ what }) => what).join(', and while ')}.`;
    const why =
      'Support may look ten times, or never. A query is answered from what the worker has in memory and is not recorded: what it changes there is gone after the next replay, and until then the month goes on with it. The result depends on who looked, and when.';
    const run = await startMonth(lab, month);
    for (const { gate, what } of stages) {
      await lab.until(gate.reached(), 'the next step of the month', { flowing: true });
      const [first, second] = (await canAnswer(lab, run)) ? [await look(run), await look(run)] : [];
      if (first !== second)
        return finding({
          did: lab.did,
          saw: `While ${what}, the first answer was ${first} and the second ${second}. Between the two nothing had happened.`,
          why,
          read: '#a-query-only-looks',
          evidence: run,
        });
      gate.open();
    }
    const ended = field(resultOf(await run.settle()), 'points');
    const { points } = dueFor(month);
    if (ended !== points)
      return finding({
        did: lab.did,
        saw: `The month came to ${JSON.stringify(ended)} points. Without anybody looking it comes to ${points}.`,
        why,
        read: '#a-query-only-looks',
        evidence: run,
      });
    const again = await lab.replay(run);
    if (again.kind === 'replayed') return holds;
    return finding({
      did: `${lab.did} Replayed its history at the end.`,
      ...(await whereReplayStopped(run, again)),
      why: `${why} Here it has even led to other steps, so that the month can’t be rebuilt.`,
      read: '#a-query-only-looks',
      evidence: run,
    });
  },
  { needs: ['by-the-rules', 'replay', 'query-starts-nothing'] },
);

async function look(run: Run): Promise<string> {
  return JSON.stringify(await run.query('progress'));
}
