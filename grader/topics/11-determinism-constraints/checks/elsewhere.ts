import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import {
  awarded,
  drawMonth,
  dueFor,
  fillTill,
  letters,
  list,
  type Month,
  sayBonuses,
  sayTimes,
  startMonth,
} from './month.ts';
import { whereReplayStopped } from './replay.ts';

/** Far from UTC by a number of hours that is not whole; and its digits are not ours, so nobody writes them by chance. */
const kathmandu = { timeZone: 'Asia/Kathmandu', locale: 'ne_NP.UTF-8' };
const OFFSET_MINUTES = 5 * 60 + 45;

const why =
  'Workers on one task queue can stand anywhere, and a workflow that one of them began may go on at another. Where the code asks the machine, the answer changes with the machine: the customer’s points do, too, and a history that was recorded elsewhere can’t be replayed.';

export const timeZone = check(
  'time-zone',
  'a worker in another time zone decides the same',
  async ({ lab }) => {
    // In UTC the last two are late, in Kathmandu the first one would be.
    const [recorded, away] = [
      drawVisit(lab, ['17:20', '20:40', '23:10']),
      drawVisit(lab, ['17:25', '19:50', '20:05', '23:05']),
    ];
    fillTill(lab, recorded, away);
    lab.did = 'Counted a month on a worker in UTC.';
    const before = await startMonth(lab, recorded);
    await before.settle();
    const isReplayable = (await lab.replay(before)).kind === 'replayed';

    await lab.recover(kathmandu);
    lab.did = `Counted a month with \`bonusAfter\` ${away.bonusAfter} and purchases at ${sayTimes(away)} UTC, on a worker in Kathmandu.`;
    const run = await startMonth(lab, away);
    await run.settle();
    const [due, got] = [dueFor(away), awarded(lab, away)];
    if (got.bonuses !== due.bonuses)
      return finding({
        did: lab.did,
        saw: `The account got ${sayBonuses(got.bonuses)}, where ${due.bonuses} were due. On a clock in Kathmandu the purchases were at ${list(localTimes(away))}.`,
        why,
        read: '#the-machine-is-an-input',
        evidence: run,
      });

    // What can't be replayed at home either has nothing to do with the place.
    const again = isReplayable ? await lab.replay(before) : undefined;
    if (!again || again.kind === 'replayed') return holds;
    return finding({
      did: 'Counted a month on a worker in UTC, and replayed its history on a worker in Kathmandu.',
      ...(await whereReplayStopped(before, again)),
      why,
      read: '#the-machine-is-an-input',
      evidence: before,
    });
  },
  { needs: ['by-the-rules'] },
);

export const locale = check(
  'locale',
  'a worker with another language writes the same statement',
  async ({ lab }) => {
    const month = drawMonth(lab, { bonusAfter: 20, times: ['10:15', '13:15'], euros: [700, 4000] });
    fillTill(lab, month);
    lab.did = `Counted a month that comes to ${dueFor(month).points} points, on a worker whose machine is set to Nepali.`;
    await lab.recover(kathmandu);
    const run = await startMonth(lab, month);
    await run.settle();
    const foreign = letters(lab, month).find((text) => /(?![0-9])\p{Nd}/u.test(text));
    if (foreign === undefined) return holds;
    return finding({
      did: lab.did,
      saw: `The customer’s statement read “${foreign}”.`,
      why: 'How numbers, dates and capitals are written depends on the language of the machine unless the code names one. No replay notices: it compares which activities are called, not what they are given. So the first to see it is a customer.',
      read: '#the-machine-is-an-input',
      evidence: run,
    });
  },
  { needs: ['by-the-rules'] },
);

function drawVisit(lab: Lab, times: string[]): Month {
  return drawMonth(lab, { bonusAfter: 20, times });
}

function localTimes({ purchases }: Month): string[] {
  return purchases.map(({ at }) => new Date(Date.parse(at) + OFFSET_MINUTES * 60_000).toISOString().slice(11, 16));
}
