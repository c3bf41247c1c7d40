import { check, type Found, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import { isSoon } from '../../../lab/soon.ts';
import type { Gate } from '../../../world/gate.ts';
import {
  askProgress,
  awarded,
  canAnswer,
  drawMonth,
  dueFor,
  fillTill,
  type Month,
  type Progress,
  startMonth,
} from './month.ts';

// Late or not, these purchases are so by any `bonusAfter` that another check uses.
const times = ['05:15', '23:30', '06:45'];

const why =
  'Support reads the progress to customers. It tells what has been awarded by then, not what is on its way, and how far the month has come, from its first moment until after its end.';

const afterTheEnd =
  'A worker lets go of a workflow that is over: for the answer it replays the whole history, and what the code leaves out in a replay is missing.';

/** A moment at which a month is held, and what its progress is then. */
interface Moment {
  gate: Gate;
  what: string;
  due: Progress;
}

export const progressAnswers = check(
  'progress-answers',
  'the progress says which points have been awarded so far, and the stage',
  async ({ lab }) => {
    const month = drawMonth(lab, { bonusAfter: 22, times });
    // A till that was held answers from its own archive, and there is nothing in it.
    const empty = drawMonth(lab, { bonusAfter: 22, times: [] });
    const moments = holdAll(lab, { month, empty });
    const late = drawMonth(lab, { bonusAfter: 22, times: ['05:15', '23:30'] });
    fillTill(lab, month, late);

    const quiet = await startMonth(lab, empty);
    const early = await askAt(lab, quiet, moments.listing);
    if (early) return early;
    await quiet.settle();

    const run = await startMonth(lab, month);
    for (const moment of [moments.awarding, moments.sending]) {
      const wrong = await askAt(lab, run, moment);
      if (wrong) return wrong;
    }
    await run.settle();
    lab.did = 'Asked for the progress of a month that was over.';
    const wrong = await compare(lab, run, { points: dueFor(month).points, stage: 'done' });
    if (wrong) return { ...wrong, why: `${wrong.why} ${afterTheEnd}` };
    return (await askBeforeBonus(lab, late)) ?? holds;
  },
  { needs: ['by-the-rules', 'replay', 'query-starts-nothing', 'query-changes-nothing', 'remembers'] },
);

function holdAll(lab: Lab, { month, empty }: { month: Month; empty: Month }) {
  const { points } = dueFor(month);
  const hold = (call: 'purchases.list' | 'loyalty.award' | 'mail.send', { customerId }: Month) =>
    lab.world.holds(call, 'before', ({ args }) => (args.to ?? args.customerId) === customerId);
  return {
    listing: {
      gate: hold('purchases.list', empty),
      what: 'its purchases were being listed',
      due: { points: 0, stage: 'listing' },
    },
    awarding: {
      gate: hold('loyalty.award', month),
      what: 'its first points were being awarded',
      due: { points: 0, stage: 'awarding' },
    },
    sending: {
      gate: hold('mail.send', month),
      what: 'its statement was being sent',
      due: { points, stage: 'sending' },
    },
  };
}

async function askAt(lab: Lab, run: Run, { gate, what, due }: Moment): Promise<Found | undefined> {
  lab.did = `Asked for the progress of a month while ${what}.`;
  await lab.until(gate.reached(), 'the next step of the month', { flowing: true });
  const wrong = (await canAnswer(lab, run)) ? await compare(lab, run, due) : undefined;
  gate.open();
  return wrong;
}

/** A late purchase whose own points are on the account while its bonus is not. */
async function askBeforeBonus(lab: Lab, month: Month): Promise<Found | undefined> {
  const gate = lab.world.holds('loyalty.award', 'before', ({ args }) => {
    return args.customerId === month.customerId && args.reason === 'midnight-bonus';
  });
  lab.did = 'Asked for the progress of a month with a late purchase while its bonus was being awarded.';
  const run = await startMonth(lab, month);
  await lab.until(gate.reached(), 'the bonus', { flowing: true });
  // Whoever awards in a child, or all at once, hears of the other points a moment later.
  let wrong: Found | undefined;
  const look = async () => {
    wrong = (await canAnswer(lab, run))
      ? await compare(lab, run, { points: awarded(lab, month).points, stage: 'awarding' })
      : undefined;
    return !wrong;
  };
  await isSoon(lab.eventually(look, 'the progress to tell of what has been awarded', { ms: QUIET_MS }));
  gate.open();
  return wrong;
}

/** So long nothing has happened when a progress that is not what the account says will not become that. */
const QUIET_MS = 2000;

async function compare(lab: Lab, run: Run, due: Progress): Promise<Found | undefined> {
  const said = await askProgress(run);
  if (said.points === due.points && said.stage === due.stage) return undefined;
  return finding({
    did: lab.did,
    saw: `It answered ${JSON.stringify(said)}, where ${JSON.stringify(due)} was due.`,
    why,
    read: '#in-the-exercise',
    evidence: run,
  });
}
