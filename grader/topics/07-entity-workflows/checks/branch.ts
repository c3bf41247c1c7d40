import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { Account, sayPaid } from './bank.ts';
import { holdLine, send, sendDeposits, taken } from './clerk.ts';

export const outlastsAnOutage = check(
  'outlasts-an-outage',
  'a withdrawal outlasts an outage of the branch',
  async ({ lab }) => {
    const account = await Account.open(lab);
    const cents = lab.draw.integer(100, 190);
    const gate = lab.world.holds('branch.approve', 'before', () => lab.ledger.calls('branch.approve').length === 1);
    lab.world.fails('branch.approve', 2);
    lab.did = `Asked an account for ${cents} cents while the branch was down: whoever called the clerk got through at the third try.`;
    const sent = await send(lab, account, gate, [cents]);
    gate.open('outage');
    await account.outlast();
    const [paid] = await account.answers([sent]);
    if (paid?.status === 'completed') return holds;
    const calls = lab.ledger.calls('branch.approve').length;
    return finding({
      did: lab.did,
      saw: `The withdrawal ${sayPaid(paid ?? { status: 'lost' })}. The clerk was called ${calls === 1 ? 'once' : `${calls} times`}.`,
      why: 'An outage says nothing about the withdrawal, and it passes. Temporal tries a failed activity again by itself, unless it is told to give up; who gives up sends a customer away because of a broken line.',
      read: '#in-the-exercise',
      evidence: account.run,
    });
  },
  { needs: ['in-and-out'] },
);

export const takesBackItsOwn = check(
  'takes-back-its-own',
  'a refusal takes back its own withdrawal, and nothing that came meanwhile',
  async ({ lab }) => {
    const account = await Account.open(lab);
    const [cents, paidIn] = [lab.draw.integer(100, 190), lab.draw.integer(20, 90)];
    const expected = account.state.balanceCents + paidIn;
    lab.did = `An account had ${account.state.balanceCents} cents. The clerk was busy with a withdrawal of ${cents} when a deposit of ${paidIn} came. Then the line broke, and whoever asked again was refused.`;
    // A held call can’t be refused: it meets an outage, and the next try is refused.
    const gate = lab.world.holds('branch.approve', 'before', () => lab.ledger.calls('branch.approve').length === 1);
    lab.world.refuses('branch.approve', 'Blocked');
    const sent = [await send(lab, account, gate, [cents])];
    await account.sendDeposit(paidIn);
    await taken(lab, account, 'deposit', 1);
    gate.open('outage');
    await account.outlast();
    const [paid] = await account.answers(sent);
    await account.rest();
    const seen = await account.balance();
    if (paid?.status === 'refused' && seen === expected) return holds;
    return finding({
      did: lab.did,
      saw: `The withdrawal ${sayPaid(paid ?? { status: 'lost' })}, and then ${seen === undefined ? 'the account was over' : `the balance was ${JSON.stringify(seen)}; ${expected} would be right`}.${seen === expected - paidIn ? ' The deposit was gone.' : ''}`,
      why: 'While a withdrawal waits for the clerk, others change the balance. What was noted before the wait is old by then: whoever puts it back wipes out what they did.',
      read: '#handlers-take-turns-at-every-await',
      evidence: account.run,
    });
  },
  { needs: ['in-and-out', 'fails-alone'] },
);

export const notPaidWhenRefused = check(
  'not-paid-when-refused',
  'a withdrawal that is sent again while it waits is not answered as paid when the clerk says no',
  async ({ lab }) => {
    const account = await Account.open(lab);
    const start = account.state.balanceCents;
    const cents = lab.draw.integer(100, 190);
    const messageId = account.nextId();
    lab.did = `An account had ${start} cents. A withdrawal of ${cents} waited for the clerk, and its sender sent the same message again. Then the line broke, and whoever asked again was refused.`;
    // A held call can’t be refused: it meets an outage, and the next try is refused.
    const gate = lab.world.holds('branch.approve', 'before', () => lab.ledger.calls('branch.approve').length === 1);
    lab.world.refuses('branch.approve', 'Blocked');
    const sent = [];
    for (let times = 0; times < 2; times++) sent.push(await send(lab, account, gate, [cents, messageId]));
    await lab.linger(80);
    gate.open('outage');
    await account.outlast();
    const paid = await account.answers(sent);
    await account.rest();
    const told = paid.find(({ status }) => status === 'completed');
    if (!told) return holds;
    return finding({
      did: lab.did,
      saw: `Nobody had approved it, but the ${paid.indexOf(told) === 0 ? 'first message' : 'repetition'} ${sayPaid(told)}, as if it had been paid.`,
      why: 'A message that waits for the clerk is not carried out yet. Until the clerk has answered, nobody can say whether its repetition asks for something that is done. A counter that hears “paid” hands out the money, and the books have no such withdrawal.',
      read: '#in-the-exercise',
      evidence: account.run,
    });
  },
  { needs: ['in-and-out', 'fails-alone', 'paid-once'] },
);

export const writesItsLine = check(
  'writes-its-line',
  'a run does not end before its line is in the journal',
  async ({ lab }) => {
    const gate = holdLine(lab);
    const account = await Account.begin(lab, { operationsPerRun: 2 });
    lab.did =
      'Opened an account with `operationsPerRun: 2`. While its line for the journal was under way, two deposits came. Then the line broke, and the entry had to be sent once more.';
    await lab.until(gate.reached(), 'the line for the journal');
    await sendDeposits(lab, account, { count: 2 });
    // A run that does not wait for its line hands over before the line breaks.
    await lab.linger(80);
    gate.open('outage');
    // An activity whose run is over is not tried again, and for this server it is under way for ever: time would stand.
    if ((await account.operations()).length === 1) await account.outlast();
    await account.rest();
    const runs = (await account.operations()).length;
    const lines = lab.ledger.effects('branch.note').length;
    const open = await account.isOpen();
    if (open && lines === runs) return await writesItBeforeClosing(lab);
    return finding({
      did: lab.did,
      saw: `The journal had ${lines} ${lines === 1 ? 'line' : 'lines'} after ${runs} ${runs === 1 ? 'run' : 'runs'}${open ? '' : `, and the account was over: it ended as ${(await account.run.outcome()).status}`}.`,
      why: 'An activity that the main function has started is not waited for by `allHandlersFinished`. When the run ends, nobody tries it again, and nobody hears that it failed.',
      read: '#finish-what-has-begun',
      evidence: await account.lostIn(),
    });
  },
  { needs: ['in-and-out', 'carries-balance'] },
);

/** An account that is closed while the line of its only run is under way. */
async function writesItBeforeClosing(lab: Lab) {
  const gate = holdLine(lab);
  const account = await Account.begin(lab);
  lab.did =
    'Opened an account, and sent `close` while its line for the journal was under way. Then the line broke, and the entry had to be sent once more.';
  await lab.until(gate.reached(), 'the line for the journal');
  await account.close();
  await taken(lab, account, 'close', 1);
  // A run that does not wait for its line ends before the line breaks.
  await lab.linger(80);
  gate.open('outage');
  if (await account.isOpen()) await account.outlast();
  await account.rest();
  const { accountId } = account.state;
  if (lab.ledger.effects('branch.note').some(({ key }) => key?.startsWith(`${accountId}/`))) return holds;
  return finding({
    did: lab.did,
    saw: `The account ended as ${(await account.run.outcome()).status}, and the journal had no line of it.`,
    why: '`close` lets everything finish that has begun, and the line had begun. An activity that the main function has started is given up when the run returns, and never tried again. The branch then finds an account that was closed and, by its journal, never open.',
    read: '#finish-what-has-begun',
    evidence: account.run,
  });
}
