import { check, finding, holds } from '../../../check/check.ts';
import { sayDuration } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { isUnderWay } from '../../../lab/rest.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import { timeOfRun } from '../../../lab/time-of-run.ts';
import { answers, click, drawOrder, followStarted, openShop, saySent } from './shop.ts';

export const crashBeforeMail = check(
  'crash-before-mail',
  'a refund that is paid is mailed, though the machine dies in between',
  async ({ lab }) => {
    const shop = await openShop(lab);
    const order = drawOrder(lab);
    lab.did = `Clicked on refund for ${order.name}. The machine died when the money had gone back and the mail was about to go out; another machine took over.`;
    const mailing = lab.world.holds('mail.send', 'before');
    const clicked = click(shop, order);
    await lab.until(Promise.race([mailing.reached(), clicked]), 'the mail to be sent');
    const runs = await followStarted(shop);
    await lab.crash();
    await lab.recover();
    mailing.open();
    await finish(lab, runs);
    const { money, mails, saw } = await takeStock(lab, runs);
    if (money === 1 && mails === 1) return holds;
    return finding({
      did: lab.did,
      saw,
      why:
        (await sayGivenUp(runs)) ??
        'What is half done has to be remembered by somebody who is still there. The function that knew what came next died with its machine, and the customer who got no mail asks for the money again.',
      read: '#when-it-is-worth-it',
      ...evidence(runs),
    });
  },
  { needs: ['refund-done'] },
);

export const lostAnswer = check(
  'lost-answer',
  'a refund is finished, and paid once, though the bank’s answer gets lost',
  async ({ lab }) => {
    const shop = await openShop(lab);
    const order = drawOrder(lab);
    lab.did = `Clicked on refund for ${order.name}. The bank paid, and the connection broke before its answer; after that everything worked.`;
    lab.world.losesAnswer('payments.refund', 1);
    await answers(shop, [click(shop, order)]);
    const runs = await followStarted(shop);
    const { money, mails, saw } = await takeStock(lab, runs);
    if (money === 1 && mails === 1) return holds;
    return finding({
      did: lab.did,
      saw,
      why:
        money > 1
          ? 'Nobody can know whether a call that was not answered has acted, so it is made again. That is safe as long as the bank can see that it is the same refund.'
          : 'The bank has paid, and nobody at Harbour knows. A process is safe from the moment the server has heard of it, so it has to be told before the first step, not after.',
      read: '#when-it-is-worth-it',
      ...evidence(runs),
    });
  },
  { needs: ['refund-done'] },
);

/** Lets runs go on after the crash: what the dead machine was doing is given up, and done again elsewhere. */
export async function finish(lab: Lab, runs: readonly Run[]): Promise<void> {
  const open: Run[] = [];
  for (const run of runs) if ((await run.outcome()).status === 'unfinished') open.push(run);
  for (const run of open) if (await isUnderWay(run)) await lab.expire(run);
  for (const run of open) await run.settle();
}

/** Why nobody was left to send the mail, where a run's own time was over before that of the activity the machine died in. */
async function sayGivenUp(runs: readonly Run[]): Promise<string | undefined> {
  for (const run of runs) {
    if ((await run.outcome()).status !== 'timed-out') continue;
    return `The server remembered the refund, but had been told to give it up after ${sayDuration((await timeOfRun(run)) ?? 0)}. A dead machine is noticed only when the time of its activity, \`startToCloseTimeout\`, is over; by then nobody was left to send the mail.`;
  }
  return undefined;
}

async function takeStock({ ledger }: Lab, runs: readonly Run[]) {
  const money = ledger.effects('payments.refund').length;
  const mails = ledger.effects('mail.send').length;
  const ends = await Promise.all(runs.map(async (run) => `\`${run.workflow}\` ${sayStatus(await run.outcome())}`));
  const known = ends.length
    ? `The server knew of it: ${[...new Set(ends)].sort().join(', ')}.`
    : 'The server had never heard of this refund, so nobody went on with it.';
  return { money, mails, saw: `${known} ${saySent(money, mails)}` };
}

function sayStatus({ status }: Outcome): string {
  return status === 'timed-out' ? 'has run out of time' : `is ${status}`;
}

function evidence(runs: readonly Run[]) {
  const [first] = runs;
  return first ? { evidence: first } : {};
}
