import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { Account, sayPaid } from './bank.ts';
import { holdClerk, send, sendDeposits } from './clerk.ts';
import { toldAgain } from './runs.ts';

export const neverBelowZero = check(
  'never-below-zero',
  'withdrawals that come together do not spend the same money',
  async ({ lab }) => {
    const unit = lab.draw.integer(5, 9);
    const [have, little, much] = [unit * 20, unit * 2, unit * 16];
    const account = await Account.open(lab, { balanceCents: have });
    const gate = lab.world.holds('branch.approve', 'before');
    lab.did = `An account had ${have} cents. Three withdrawals came while the clerk was busy: ${little}, ${much} and ${much} cents.`;
    const sent = [];
    for (const cents of [little, much, much]) sent.push(await send(lab, account, gate, [cents]));
    await lab.linger(80);
    gate.open();
    const paid = await account.answers(sent);
    await account.rest();
    const seen = await account.balance();
    const count = paid.filter(({ status }) => status === 'completed').length;
    if (seen === have - little - much && count === 2) return holds;
    return finding({
      did: lab.did,
      saw: `${count} of them ${count === 1 ? 'was' : 'were'} paid, and the balance was ${JSON.stringify(seen)}. There was money for the first and for one of the others.`,
      why: 'While one handler waits, others run: what it looked at before the wait may be different after it. Two of these found enough money, and it was the same money.',
      read: '#handlers-take-turns-at-every-await',
      evidence: account.run,
    });
  },
  { needs: ['in-and-out'] },
);

export const paidOnce = check(
  'paid-once',
  'a withdrawal that is sent again while it waits is paid once',
  async ({ lab }) => {
    const account = await Account.open(lab);
    const cents = lab.draw.integer(50, 190);
    const expected = account.state.balanceCents - cents;
    const messageId = account.nextId();
    const gate = lab.world.holds('branch.approve', 'before');
    lab.did = `A withdrawal of ${cents} cents waited for the clerk, and its sender sent the same message again. Then the clerk was free.`;
    const sent = [];
    for (let times = 0; times < 2; times++) sent.push(await send(lab, account, gate, [cents, messageId]));
    await lab.linger(80);
    gate.open();
    const paid = await account.answers(sent);
    await account.rest();
    const seen = await account.balance();
    const told = paid.find((one) => one.status !== 'completed' || one.result !== expected);
    if (seen === expected && !told) return holds;
    if (seen === expected && told)
      return finding({
        did: lab.did,
        saw: `It was paid once, but the ${paid.indexOf(told) === 0 ? 'first message' : 'repetition'} ${sayPaid(told)}; both should be answered with ${expected}.`,
        why: toldAgain,
        read: '#in-the-exercise',
        evidence: account.run,
      });
    return finding({
      did: lab.did,
      saw: `${seen === expected - cents ? 'It was paid twice: the' : 'The'} balance was ${JSON.stringify(seen)}; ${expected} would be right.`,
      why: 'A sender who waits too long sends again, so repetitions come while the first message is still being worked on. A list that is read before a wait and written after it does not have that message yet.',
      read: '#messages-that-come-twice',
      evidence: account.run,
    });
  },
  { needs: ['in-and-out', 'never-below-zero'] },
);

export const answeredAgain = check(
  'answered-again',
  'a withdrawal that was paid is answered again with the balance as it is, also when less than its amount is left',
  async ({ lab }) => {
    const account = await Account.open(lab);
    const left = lab.draw.integer(20, 90);
    const cents = account.state.balanceCents - left;
    const messageId = account.nextId();
    const gate = lab.world.holds('branch.approve', 'before');
    const more = lab.draw.integer(3, 9);
    lab.did = `An account had ${account.state.balanceCents} cents. A withdrawal of ${cents} waited for the clerk, and its sender sent the same message again. Then the clerk was free. Later ${more} cents were paid in, and the message came a third time.`;
    const sent = [];
    for (let times = 0; times < 2; times++) sent.push(await send(lab, account, gate, [cents, messageId]));
    gate.open();
    const paid = await account.answers(sent);
    await account.rest();
    if (await account.isOpen()) {
      await account.deposit(more);
      paid.push(await account.withdraw(cents, messageId));
    }
    const seen = await account.balance();
    const right = [left, left, left + more];
    const told = paid.find((one, index) => one.status !== 'completed' || one.result !== right[index]);
    if (seen === left + more && !told) return holds;
    const place = told ? paid.indexOf(told) : 0;
    const balance = seen === undefined ? 'the account was over' : `the balance was ${JSON.stringify(seen)}`;
    return finding({
      did: lab.did,
      saw: told
        ? `${place < 2 ? 'One of the first two messages' : 'The third message'} ${sayPaid(told)}; it should be answered with ${right[place]}. In the end ${balance}.`
        : `All were answered as they should be, and in the end ${balance}; ${left + more} would be right.`,
      why:
        told?.status === 'completed'
          ? 'The answer says what is in the account. Whoever asks again has not heard the first answer and takes this one for news; a balance of long ago lets them spend what is not there, or miss what is.'
          : 'A message that was carried out and comes again asks for nothing new, so it does not matter whether there is enough money for it once more. Its sender waits for an answer, and a refusal reads as if nothing had been paid.',
      read: '#in-the-exercise',
      evidence: account.run,
    });
  },
  { needs: ['in-and-out', 'delivered-twice', 'paid-once'] },
);

export const handsOverWhole = check(
  'hands-over-whole',
  'nothing that has arrived is lost when a run hands over',
  async ({ lab }) => {
    const account = await Account.open(lab, { operationsPerRun: 3 });
    const [cents, each] = [lab.draw.integer(100, 400), lab.draw.integer(10, 40)];
    const expected = account.state.balanceCents - cents + 5 * each;
    lab.did = `The clerk was busy with a withdrawal of ${cents} cents when five deposits of ${each} cents came, to an account with \`operationsPerRun: 3\`. Then the clerk approved.`;
    const gate = holdClerk(lab, account);
    const sent = await send(lab, account, gate, [cents]);
    await sendDeposits(lab, account, { count: 5, cents: each });
    // A run that hands over too early does so before the clerk is done.
    await lab.linger(80);
    gate.open();
    const [paid] = await account.answers([sent]);
    await account.rest();
    const seen = await account.balance();
    if (paid?.status === 'completed' && seen === expected) return await turnsNobodyAway(lab);
    return finding({
      did: lab.did,
      saw:
        paid?.status === 'completed'
          ? `The withdrawal was paid, and after that the balance was ${JSON.stringify(seen)}; ${expected} would be right.`
          : `The withdrawal ${sayPaid(paid ?? { status: 'lost' })}.`,
      why: 'A run that ends takes its handlers with it, wherever they are: the clerk has approved, and nobody pays. What waits in a variable of the run is gone as well.',
      read: '#finish-what-has-begun',
      evidence: await account.lostIn(),
    });
  },
  { needs: ['in-and-out', 'carries-balance'] },
);

/** A withdrawal that comes when a run has had its share, and waits to hand over. */
async function turnsNobodyAway(lab: Lab) {
  const account = await Account.open(lab, { operationsPerRun: 2 });
  const [first, second] = [lab.draw.integer(100, 190), lab.draw.integer(20, 90)];
  lab.did = `The clerk was busy with a withdrawal of ${first} cents when two deposits came, to an account with \`operationsPerRun: 2\`; and then another withdrawal, of ${second}. Then the clerk was free.`;
  const gate = holdClerk(lab, account);
  const sent = [await send(lab, account, gate, [first])];
  await sendDeposits(lab, account, { count: 2 });
  sent.push(await send(lab, account, gate, [second]));
  gate.open();
  const paid = await account.answers(sent);
  const lost = paid.find(({ status }) => status !== 'completed');
  if (!lost) return holds;
  return finding({
    did: lab.did,
    saw: `The ${paid.indexOf(lost) === 0 ? 'first' : 'second'} withdrawal ${sayPaid(lost)}.`,
    why: 'That a run has had its share is the account’s own affair. Whoever sends a message can’t know when a run ends, and must not have to try again for it: what comes before the end belongs to this run.',
    read: '#finish-what-has-begun',
    evidence: await account.lostIn(),
  });
}
