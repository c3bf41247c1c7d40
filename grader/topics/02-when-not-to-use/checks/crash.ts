import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import type { Gate } from '../../../world/gate.ts';
import { click, drawOrder, followStarted, openShop, times } from './shop.ts';

export const crashBeforeMail = check(
  'crash-before-mail',
  'a refund that is paid is mailed, though the machine dies in between',
  async ({ lab }) => {
    const { money, mails, runs } = await dieAt(lab, {
      gate: lab.world.holds('mail.send', 'before'),
      at: 'when the money had gone back and the mail was about to go out',
    });
    if (money === 1 && mails === 1) return holds;
    return finding({
      did: lab.did,
      saw: `${await sayState(runs)} The money went back ${times(money)}, the mail out ${times(mails)}.`,
      why: 'What is half done has to be remembered by somebody who is still there. The function that knew what came next died with its machine, and the customer who got no mail asks for the money again.',
      read: '#when-it-is-worth-it',
      ...evidence(runs),
    });
  },
  { needs: ['refund-done'] },
);

export const crashWhilePaying = check(
  'crash-while-paying',
  'a refund is finished, and paid once, though the machine dies while it is paid',
  async ({ lab }) => {
    const { money, mails, runs } = await dieAt(lab, {
      gate: lab.world.holds('payments.refund', 'after'),
      at: 'when the bank had paid and its answer was still on the way',
    });
    if (money === 1 && mails === 1) return holds;
    return finding({
      did: lab.did,
      saw: `${await sayState(runs)} The money went back ${times(money)}, the mail out ${times(mails)}.`,
      why:
        money > 1
          ? 'Nobody can know whether a call that was not answered has acted, so it is made again. It may be, as long as the bank can see that it is the same refund.'
          : 'The bank has paid, and nobody at Harbour knows. A process is safe from the moment the server has heard of it, so it has to be told before the first step, not after.',
      read: '#when-it-is-worth-it',
      ...evidence(runs),
    });
  },
  { needs: ['refund-done'] },
);

/** Kills the machine with a refund at the gate, and lets another one do what is left to do. */
async function dieAt(lab: Lab, { gate, at }: { gate: Gate; at: string }) {
  const shop = await openShop(lab);
  const order = drawOrder(lab);
  lab.did = `Clicked on refund for ${order.orderId}. The machine died ${at}; another machine took over.`;
  const clicked = click(shop, order);
  await lab.until(Promise.race([gate.reached(), clicked]), 'the refund to get there');
  const runs = await followStarted(shop);
  await lab.crash();
  await lab.recover();
  gate.open();
  for (const run of runs) await finish(lab, run);
  return {
    money: lab.ledger.effects('payments.refund').length,
    mails: lab.ledger.effects('mail.send').length,
    runs,
  };
}

/** Lets a run go on after the crash, if it has not ended: the attempt that died is given up, and another begins. */
async function finish(lab: Lab, run: Run): Promise<void> {
  if ((await run.outcome()).status !== 'unfinished') return;
  const open = (await run.pending()).some(({ state }) => state === 'started');
  if (open) await lab.expire(run);
  await run.settle();
}

async function sayState(runs: readonly Run[]): Promise<string> {
  if (runs.length === 0) return 'The server had never heard of this refund, so nobody went on with it.';
  const ends = await Promise.all(runs.map(async (run) => `\`${run.workflow}\` is ${(await run.outcome()).status}`));
  return `The server knew of it: ${[...new Set(ends)].sort().join(', ')}.`;
}

function evidence(runs: readonly Run[]) {
  const [first] = runs;
  return first ? { evidence: first } : {};
}
