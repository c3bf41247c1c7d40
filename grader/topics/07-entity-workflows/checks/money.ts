import { check, finding, holds } from '../../../check/check.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import { Account, isBlocked, type Paid, sayPaid } from './bank.ts';

export const inAndOut = check('in-and-out', 'deposits and withdrawals are what the balance says', async ({ lab }) => {
  const account = await Account.open(lab);
  const start = account.state.balanceCents;
  const [paidIn, paidOut, bad] = [lab.draw.integer(20, 90), lab.draw.integer(100, 400), -lab.draw.integer(10, 90)];
  lab.did = `Opened an account with ${start} cents; paid ${paidIn} in, took ${paidOut} out, and sent a deposit of ${bad}.`;
  await account.deposit(paidIn);
  const paid = await account.withdraw(paidOut);
  await account.deposit(bad);
  await account.deposit(0);
  const expected = start + paidIn - paidOut;
  const seen = await account.balance();
  if (paid.status === 'completed' && paid.result === expected && seen === expected) return holds;
  return finding({
    did: lab.did,
    saw:
      seen === undefined
        ? 'The account was over after that.'
        : `The withdrawal ${sayPaid(paid)}, and in the end the balance was ${JSON.stringify(seen)}; both should be ${expected}.`,
    why: 'The answer to a withdrawal is the balance after it, a query tells the balance at any time, and a deposit of nothing or less is no deposit. Everything else in this exercise is built on these numbers.',
    read: '#three-kinds-of-messages',
    evidence: account.run,
  });
});

export const badAmount = check('bad-amount', 'a bad amount is refused before it becomes a fact', async ({ lab }) => {
  const account = await Account.open(lab);
  const wrong = lab.draw.shuffle([0, -lab.draw.integer(5, 50), lab.draw.integer(5, 50) + 0.5]);
  lab.did = `Asked an account for ${wrong.join(', ')} cents, one after the other.`;
  for (const cents of wrong) {
    const paid = await account.withdraw(cents);
    const accepted = eventsOf(await account.run.history(), 'UpdateAccepted').length > 0;
    if (paid.status === 'refused' && paid.type === 'BadAmount' && !accepted) continue;
    return finding({
      did: lab.did,
      saw: `The withdrawal of ${cents} cents ${sayPaid(paid)}${accepted ? ', and the history has it as an accepted update' : ''}. It should be refused as \`BadAmount\` without becoming part of the history.`,
      why: 'A message that makes no sense is turned away at the door, by a validator, before anything is recorded: nonsense that gets in fills the history and counts as work.',
      read: '#three-kinds-of-messages',
      evidence: account.run,
    });
  }
  return holds;
});

export const failsAlone = check(
  'fails-alone',
  'a withdrawal that can’t be paid fails, and the account goes on as before',
  async ({ lab }) => {
    const account = await Account.open(lab);
    const start = account.state.balanceCents;
    const blocked = lab.draw.integer(100, 200);
    const fine = lab.draw.integer(20, 90);
    lab.world.refuses('branch.approve', 'Blocked', ({ args }) => args.cents === blocked);
    lab.did = `An account had ${start} cents. ${start + 1} were asked for; then ${blocked}, which the clerk refused, twice with the same id; then ${fine}.`;
    const much = await account.withdraw(start + 1);
    const refusedId = account.nextId();
    const refused = await account.withdraw(blocked, refusedId);
    const again = await account.withdraw(blocked, refusedId);
    const paid = await account.withdraw(fine);
    const seen = await account.balance();
    const wrong = [
      ...(much.status === 'refused' && much.type === 'Overdrawn'
        ? []
        : [sayNotRefused('The first withdrawal', much, '`Overdrawn`')]),
      ...(isBlocked(refused) ? [] : [sayNotRefused('The second withdrawal', refused, '`Blocked`')]),
      ...(isBlocked(again) ? [] : [sayNotRefused('The repetition of the second', again, '`Blocked` again')]),
    ];
    const answered = paid.status === 'completed' && paid.result === start - fine;
    const goesOn = answered && seen === start - fine;
    if (goesOn && wrong.length === 0) return holds;
    const renamed = goesOn && much.status === 'refused' && refused.status === 'refused' && again.status === 'refused';
    if (!answered) wrong.push(`The last withdrawal ${sayPaid(paid)}; it should be answered with ${start - fine}.`);
    if (!goesOn) wrong.push(`In the end the balance was ${JSON.stringify(seen)}; ${start - fine} would be right.`);
    return finding({
      did: lab.did,
      saw:
        seen === undefined
          ? `The first withdrawal ${sayPaid(much)}, the second ${sayPaid(refused)}, and after that the account was no more.`
          : wrong.join(' '),
      why: renamed ? namesMatter : othersGoOn,
      read: goesOn ? '#in-the-exercise' : '#three-kinds-of-messages',
      evidence: account.run,
    });
  },
  { needs: ['in-and-out'] },
);

const namesMatter =
  'The type of a failure tells the customer what to do: come back with less, or ask at the counter. A no under another name sends them the wrong way.';
const othersGoOn =
  'One customer’s mistake concerns that customer. It must not keep the money, pass for carried out, block those who come later, or end a workflow that is meant to live for years.';

function sayNotRefused(which: string, paid: Paid, type: string): string {
  const asPaid = paid.status === 'completed' ? ', as if it had been paid' : '';
  return `${which} ${sayPaid(paid)}${asPaid}; it should be refused as ${type}.`;
}

export const lookingOnly = check(
  'looking-only',
  'looking at a balance, or being refused, changes nothing',
  async ({ lab }) => {
    const account = await Account.open(lab);
    const start = account.state.balanceCents;
    const bad = -lab.draw.integer(5, 50);
    lab.did = `Asked an account with ${start} cents for its balance, tried to take out ${bad}, and asked twice more.`;
    const seen = [await account.balance()];
    await account.withdraw(bad);
    seen.push(await account.balance(), await account.balance());
    if (seen.every((cents) => cents === start)) return holds;
    return finding({
      did: lab.did,
      saw: `The balances were ${seen.map((cents) => JSON.stringify(cents)).join(', ')}.`,
      why: 'Neither a query nor a refused update leaves an event. What they change is gone with the worker’s memory, so the account says one thing today and another after a restart.',
      read: '#three-kinds-of-messages',
      evidence: account.run,
    });
  },
  { needs: ['in-and-out'] },
);
