import { check, finding, holds } from '../../../check/check.ts';
import {
  A_WHILE,
  beginTrial,
  charges,
  DAY,
  delivered,
  findEnd,
  findOpenActivity,
  findOpenAfterReminder,
  hasOutcome,
  isOnDay,
  sayDay,
  sayEnd,
  sendSubscribe,
  startTrial,
} from './trial.ts';

export const waitsInWorkflow = check(
  'waits-in-workflow',
  'while a trial waits, no activity is running',
  async ({ lab }) => {
    lab.did = 'Started a trial and looked at it while the customer was making up her mind.';
    const customer = await startTrial(lab);
    const open = (await findOpenActivity(lab)) ?? (await findOpenAfterReminder(lab, customer));
    if (!open) return holds;
    return finding({
      did: lab.did,
      saw: `The activity \`${open.activity}\` was running and did not come to its end: the days are waited for inside of it.`,
      why: 'An activity is one piece of work in one process. When that process is restarted, its timers and variables are gone; the server waits until the time limit of the activity has run out, and then begins it again from its first line. A new version is deployed more often than every fourteen days.',
      read: '#where-the-days-are-waited-for',
      evidence: open.run,
    });
  },
);

export const survivesCrash = check(
  'survives-crash',
  'a machine that dies takes nothing of a trial with it',
  async ({ lab }) => {
    lab.did =
      'Started two trials. On day 5 one customer subscribed; a moment later the machine died, and another one took over.';
    const undecided = await beginTrial(lab);
    const subscriber = await beginTrial(lab);
    // Between two days: whoever has something to do at each of them is not in the middle of it when the machine dies.
    await lab.pass(4 * DAY + A_WHILE);
    await sendSubscribe(lab, subscriber);
    await findOpenActivity(lab);
    await lab.replaceHost();
    await lab.pass('10.2 days');
    const outcome = await subscriber.run.outcome();
    const why =
      'What an activity keeps in a variable is in one process, and dies with it. What the workflow keeps in a variable is rebuilt from its history, on whatever machine.';
    const read = '#what-survives';
    if (!hasOutcome(outcome, 'converted') || charges(lab, subscriber).length !== 1)
      return finding({
        did: lab.did,
        saw: `Ten days later, the trial of the customer who had subscribed ${sayEnd(outcome)}, with ${charges(lab, subscriber).length} charges: her subscription was forgotten.`,
        why,
        read,
        evidence: subscriber.run,
      });
    const [reminder] = delivered(lab, undecided, 'reminder');
    const end = await findEnd(undecided.run);
    if (reminder && isOnDay(undecided, reminder.at, 11) && end && isOnDay(undecided, end.at, 14)) return holds;
    return finding({
      did: lab.did,
      saw: `The other customer’s reminder ${reminder ? `went out ${sayDay(undecided, reminder.at)}` : 'had not gone out when the fourteen days were over'}, and her trial ${end ? `ended ${sayDay(undecided, end.at)}` : 'was still running'}: the days before the crash did not count.`,
      why,
      read,
      evidence: undecided.run,
    });
  },
  { needs: ['waits-in-workflow', 'two-mails', 'ends-on-day-14', 'converts'] },
);
