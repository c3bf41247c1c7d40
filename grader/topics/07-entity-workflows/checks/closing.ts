import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { Account, type Sent, sayPaid } from './bank.ts';
import { send, taken } from './clerk.ts';

export const closesWhole = check(
  'closes-whole',
  'an account that is closed finishes what has begun, and then ends',
  async ({ lab }) => {
    const account = await Account.open(lab);
    const gate = lab.world.holds('branch.approve', 'before');
    const [first, second, paidIn] = [lab.draw.integer(100, 190), lab.draw.integer(20, 90), lab.draw.integer(20, 90)];
    lab.did = `The clerk was busy with a withdrawal of ${first} cents when another of ${second}, a deposit of ${paidIn} and \`close\` came. Then the clerk was free.`;
    const sent = [await send(lab, account, gate, [first])];
    sent.push(await send(lab, account, gate, [second]));
    await account.sendDeposit(paidIn);
    await account.close();
    await taken(lab, account, 'close', 1);
    await lab.linger(80);
    gate.open();
    return await judge(lab, account, { sent, expected: account.state.balanceCents - first - second + paidIn });
  },
  { needs: ['in-and-out'] },
);

export const closesWhenFull = check(
  'closes-when-full',
  'an account that is closed while a run waits to hand over ends as well',
  async ({ lab }) => {
    const account = await Account.open(lab, { operationsPerRun: 2 });
    const gate = lab.world.holds('branch.approve', 'before');
    const [first, second, paidIn] = [lab.draw.integer(100, 190), lab.draw.integer(20, 90), lab.draw.integer(20, 90)];
    lab.did = `The clerk was busy with a withdrawal of ${first} cents when a deposit of ${paidIn} and another withdrawal, of ${second}, came to an account with \`operationsPerRun: 2\`. The first was approved; and while the second waited for the clerk, \`close\` came. Then the clerk was free.`;
    const sent = [await send(lab, account, gate, [first])];
    await account.sendDeposit(paidIn);
    await taken(lab, account, 'deposit', 1);
    sent.push(await send(lab, account, gate, [second]));
    gate.releaseOne();
    // Full in any style: also where deposits wait behind withdrawals, only the second withdrawal is left to do.
    await lab.eventually(async () => {
      const [one, two] = sent;
      return (one?.paid && (two?.paid || gate.arrived.length > 1)) || (await account.operations()).length > 1;
    }, 'the first withdrawal to be paid');
    await account.close();
    await taken(lab, account, 'close', 1);
    gate.open();
    return await judge(lab, account, { sent, expected: account.state.balanceCents - first - second + paidIn });
  },
  { needs: ['in-and-out', 'hands-over-whole', 'closes-whole'] },
);

/** What became of an account that was closed, and of two withdrawals that were under way. */
async function judge(lab: Lab, account: Account, { sent, expected }: { sent: Sent[]; expected: number }) {
  const paid = await account.answers(sent);
  const outcome = await account.run.settle({ accept: ['unfinished'], ms: 3000 });
  const result = outcome.status === 'completed' ? (outcome.result as { balanceCents?: unknown } | null) : undefined;
  const lost = paid.find(({ status }) => status !== 'completed');
  if (!lost && result?.balanceCents === expected) return holds;
  const runs = (await account.operations()).length;
  // With nothing left to do, time flows to the 1,000 days after which this server ends a run.
  const open = outcome.status === 'unfinished' || outcome.status === 'timed-out';
  const forgotten = !lost && open && runs > 1;
  return finding({
    did: lab.did,
    saw: lost
      ? `The ${paid.indexOf(lost) === 0 ? 'first' : 'second'} withdrawal ${sayPaid(lost)}.`
      : outcome.status === 'completed'
        ? `\`account\` returned \`${JSON.stringify(outcome.result) ?? 'nothing'}\`; \`{"balanceCents":${expected}}\` would be right.`
        : open
          ? `Both were paid, and after that the account did not end${forgotten ? `: it went on with run ${runs}` : ''}.`
          : `Both were paid, and after that the account ended as ${outcome.status}; it should return.`,
    why: forgotten
      ? 'A run that waits to hand over still takes messages, and `close` is one of them. The next run knows its input and nothing else: a `close` that is neither carried out nor handed on is gone, and whoever sent it believes that the account is closed.'
      : 'Who closes an account wants the rest of the money, and all that was agreed before. A workflow that returns while a handler is under way leaves a customer without an answer and the books without an entry.',
    read: forgotten ? '#a-new-run-knows-only-its-input' : '#finish-what-has-begun',
    evidence: await account.lostIn(),
  });
}
