import { check, finding, holds } from '../../../check/check.ts';
import { findOpenActivity, findOpenAfterReminder } from './rest.ts';
import { startTrial } from './trial.ts';

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
