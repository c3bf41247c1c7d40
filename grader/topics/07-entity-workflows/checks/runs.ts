import { check, finding, holds } from '../../../check/check.ts';
import { Account, breaking, drawState, type Paid, sayPaid } from './bank.ts';

export const carriesBalance = check(
  'carries-balance',
  'the next run has the balance that the last one had',
  async ({ lab }) => {
    const account = await Account.open(lab, { operationsPerRun: 2 });
    const start = account.state.balanceCents;
    const [first, second] = [lab.draw.integer(20, 90), lab.draw.integer(100, 190)];
    const expected = start + first + second;
    lab.did = `Opened an account with ${start} cents and \`operationsPerRun: 2\`, paid ${first} and ${second} cents in, and asked for the balance.`;
    let seen: unknown;
    const broken = await breaking(async () => {
      await account.deposit(first);
      await account.deposit(second);
      seen = await account.balance();
    });
    const runs = (await account.operations()).length;
    const lines = lab.ledger.effects('branch.note').length;
    if (broken === undefined && seen === expected && lines === runs) return holds;
    if (broken === undefined && seen === expected)
      return finding({
        did: lab.did,
        saw: `The balance was right, and the branch’s journal had ${lines} ${lines === 1 ? 'line' : 'lines'} after ${runs} ${runs === 1 ? 'run' : 'runs'}.`,
        why: 'Each run writes one line into the journal, with the balance it begins with. That is how the branch sees what one run has handed to the next; where a line is missing, nobody there knows of the run.',
        read: '#in-the-exercise',
        evidence: account.run,
      });
    const after = runs > 1 ? `Run ${runs} of the account` : 'The account';
    return finding({
      did: lab.did,
      saw: broken
        ? runs > 1
          ? `${after} could not begin: its workflow task failed with “${broken}”.`
          : `Its first run could not hand over: the workflow task failed with “${broken}”.`
        : seen === undefined
          ? `The account was over: it ended as ${(await account.run.outcome()).status} instead of going on.`
          : `${after} says ${JSON.stringify(seen)}; ${expected} would be right.`,
      why: 'A new run begins with empty hands: no variable, no history, only its input. Whatever is not in there is gone for good, and nothing fails.',
      read: '#a-new-run-knows-only-its-input',
      evidence: account.run,
    });
  },
  { needs: ['in-and-out'] },
);

export const deliveredTwice = check(
  'delivered-twice',
  'a message that is delivered twice counts once, also in a later run',
  async ({ lab }) => {
    const accountId = lab.draw.id('account');
    const smallest = lab.draw.integer(20_000, 80_000);
    // Every other id is a whole number. The third is the smallest: who keeps ids in any order but their own loses it first.
    const numbered = (index: number) => String(index === 2 ? smallest : smallest + 2000 - index);
    const processed = Array.from({ length: 1000 }, (_, index) =>
      index % 2 === 0 ? numbered(index) : `${accountId}/old-${index}`,
    );
    const account = await Account.open(lab, { accountId, processed, operationsPerRun: 2 });
    // With the two new ones it is still among the last 1,000.
    const old = processed[2] ?? '';
    const [paidIn, paidOut] = [lab.draw.integer(20, 90), lab.draw.integer(100, 190)];
    const [depositId, withdrawalId] = [account.nextId(), account.nextId()];
    const expected = account.state.balanceCents + paidIn - paidOut;
    lab.did = `An account with \`operationsPerRun: 2\` had carried out 1,000 messages before; the third of them, a deposit of 7 cents with the id \`${old}\`, came again. Then ${paidIn} cents were paid in and ${paidOut} taken out, each message twice; and after that all three came once more.`;
    const repeated: Paid[] = [];
    const broken = await breaking(async () => {
      await account.deposit(7, old);
      await account.deposit(paidIn, depositId);
      await account.deposit(paidIn, depositId);
      await account.withdraw(paidOut, withdrawalId);
      repeated.push(await account.withdraw(paidOut, withdrawalId));
      await account.deposit(7, old);
      await account.deposit(paidIn, depositId);
      repeated.push(await account.withdraw(paidOut, withdrawalId));
    });
    const seen = broken === undefined ? await account.balance() : undefined;
    // What a run takes with it when it ends is another claim.
    const answered = repeated.filter(({ status }) => status !== 'lost');
    const told = answered.find((paid) => paid.status !== 'completed' || paid.result !== expected);
    if (seen === expected && !told) return holds;
    if (seen === expected && told)
      return finding({
        did: lab.did,
        saw: `The balance was right, but the repeated withdrawal ${sayPaid(told)}; it should be answered with ${expected}.`,
        why: toldAgain,
        read: '#in-the-exercise',
        evidence: account.run,
      });
    const runs = (await account.operations()).length;
    const off = typeof seen === 'number' ? seen - expected : undefined;
    return finding({
      did: lab.did,
      saw: broken
        ? `Run ${runs} of the account broke at a message: “${broken}”.`
        : off === undefined
          ? `The account had no balance after that: it ended as ${(await account.run.outcome()).status}.`
          : `The balance was ${Math.abs(off)} cents too ${off > 0 ? 'high' : 'low'}: ${whatCounted(off, { paidIn, paidOut })}.${runs > 1 ? ` The timeline shows the last of its ${runs} runs.` : ''}`,
      why: 'Whoever sends a message and hears no answer sends it again, perhaps an hour later. The server does not sort out repetitions across runs; the account knows them only if each run hands on the ids it was given together with its own, as plain JSON, and leaves out the oldest where the list gets too long.',
      read: '#messages-that-come-twice',
      evidence: account.run,
    });
  },
  { needs: ['in-and-out', 'carries-balance'] },
);

/** Why a repetition is answered as the message was. */
export const toldAgain =
  'Whoever sends a message again has not heard that it was carried out, and has to hear it now. A refusal reads as if nothing had been paid.';

function whatCounted(off: number, { paidIn, paidOut }: { paidIn: number; paidOut: number }): string {
  for (const times of [1, 2, 3]) {
    if (off === times * paidIn) return 'a repeated deposit had counted again';
    if (off === -times * paidOut) return 'a repeated withdrawal had been paid again';
    if (off === times * 7) return 'the message from long ago had counted again';
  }
  return 'several repeated messages had counted again';
}

export const boundedRuns = check(
  'bounded-runs',
  'a run hands over after its share of operations: not later, and not much earlier',
  async ({ lab }) => {
    const most = lab.draw.integer(4, 5);
    const account = await Account.open(lab, { operationsPerRun: most });
    lab.did = `Sent ${2 * most + 1} deposits and withdrawals, one after the other, to an account with \`operationsPerRun: ${most}\`.`;
    for (let sent = 0; sent <= 2 * most && (await account.isOpen()); sent++)
      await (sent % 2 === 0 ? account.deposit(10 + sent) : account.withdraw(1 + sent));
    const runs = await account.operations();
    const open = await account.isOpen();
    const over = runs.find((count) => count > most);
    const under = runs.slice(0, -1).find((count) => count < most / 2);
    if (open && over === undefined && under === undefined) return holds;
    return finding({
      did: lab.did,
      saw: !open
        ? `After ${runs.at(-1)} operations the account was over: it ended as ${(await account.run.outcome()).status}, and nobody had closed it.`
        : `Its ${runs.length === 1 ? 'only run' : `${runs.length} runs`} took ${runs.join(', ')} operations${over !== undefined ? `; a run takes ${most} at most` : `; a run takes at least ${Math.ceil(most / 2)}, half of what it may`}.`,
      why:
        open && over === undefined
          ? 'Every new run costs a start, a state and a moment in which nothing is done. A run for a message or two is paid for and brings nothing.'
          : 'The history of a run is read again from its start whenever a worker has to. It must not grow without end, and the account must not end because its history was long enough.',
      read: '#when-to-hand-over',
      evidence: account.run,
    });
  },
  { needs: ['in-and-out', 'carries-balance', 'delivered-twice'] },
);

export const readyAtOnce = check(
  'ready-at-once',
  'a withdrawal is taken from the first moment of a run',
  async ({ lab }) => {
    const state = drawState(lab);
    const cents = lab.draw.integer(50, 400);
    lab.did = `Opened an account with ${state.balanceCents} cents and asked for ${cents} of them in the same breath (an update with start).`;
    const args = [{ messageId: lab.draw.id('message'), cents }];
    const { run, outcome } = await lab.startWithUpdate('account', state, { update: 'withdraw', args });
    if (outcome.status === 'completed') return holds;
    return finding({
      did: lab.did,
      saw: `The withdrawal ${sayPaid(outcome)}.`,
      why: 'Every run has a first moment, and there is a new run every so many operations. A signal that finds no handler waits for one; an update is refused.',
      read: '#handlers-before-the-first-wait',
      evidence: run,
    });
  },
  { needs: ['in-and-out'] },
);
