import { check, finding, holds } from '../../../check/check.ts';
import { isSoon } from '../../../lab/soon.ts';
import { Account, sayPaid } from './bank.ts';
import { holdClerk, holdLine, sendDeposits } from './clerk.ts';

export const besideTheLine = check(
  'beside-the-line',
  'a withdrawal that comes while a run waits for its line is finished before the run ends',
  async ({ lab }) => {
    const line = holdLine(lab);
    const account = await Account.begin(lab, { operationsPerRun: 2 });
    const clerk = holdClerk(lab, account);
    const cents = lab.draw.integer(20, 90);
    lab.did = `Opened an account with \`operationsPerRun: 2\`. While its line for the journal was under way, two deposits came, and a withdrawal of ${cents} cents. The line was written; later the clerk approved the withdrawal.`;
    await lab.until(line.reached(), 'the line for the journal');
    await sendDeposits(lab, account, { count: 2 });
    const sent = account.sendWithdrawal(cents);
    // Whoever serves one message after the other asks the clerk when the line is written, and not before.
    await isSoon(lab.until(clerk.reached(), 'the clerk to be asked'));
    line.open();
    await lab.eventually(async () => lab.ledger.effects('branch.note').length > 0, 'the line to be written');
    // A run that looks at its handlers no more hands over now.
    await lab.linger(150);
    clerk.open();
    const [paid] = await account.answers([sent]);
    if (paid?.status === 'completed') return holds;
    return finding({
      did: lab.did,
      saw: `The withdrawal ${sayPaid(paid ?? { status: 'lost' })}.`,
      why: 'What is waited for after the handlers is a time in which new ones begin. That all of them are finished has to be the last thing a run looks at before it ends.',
      read: '#finish-what-has-begun',
      evidence: await account.lostIn(),
    });
  },
  { needs: ['in-and-out', 'carries-balance', 'ready-at-once', 'hands-over-whole', 'writes-its-line'] },
);
