// An account of Harbour's bank: one workflow from its opening to its closing, which is years. So that its history stays
// short, a run hands over to the next one after `operationsPerRun` operations. Since that came in, customers complain.
// Goal: nobody can tell that a new run has begun, no two withdrawals spend the same money, and none is turned away.
// What must stay: names, types and messages; a message that comes twice counts once; a withdrawal that can't be paid fails
// alone (`BadAmount`, `Overdrawn`, `Blocked`); what has begun is finished before a run ends, by close or by handing over.
import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type * as activities from './activities';
import { Lock } from './lock';
import type { AccountState, Deposit, Withdrawal } from './shared';

const { approve, noteOpen } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const deposit = defineSignal<[Deposit]>('deposit');
export const withdraw = defineUpdate<number, [Withdrawal]>('withdraw');
export const close = defineSignal('close');
export const balance = defineQuery<number>('balance');

class Books {
  balanceCents: number;
  operations = 0;
  closing = false;
  private readonly processed: string[];
  private readonly lock = new Lock();

  constructor(private readonly state: AccountState) {
    this.balanceCents = state.balanceCents;
    this.processed = [...state.processed];
  }

  payIn({ messageId, cents }: Deposit): void {
    if (cents > 0 && !this.processed.includes(messageId)) this.enter(messageId, cents);
  }

  payOut({ messageId, cents }: Withdrawal): Promise<number> {
    return this.lock.hold(async () => {
      if (this.processed.includes(messageId)) return this.balanceCents;
      if (cents > this.balanceCents) throw ApplicationFailure.nonRetryable('too much', 'Overdrawn');
      await approve({ accountId: this.state.accountId, messageId, cents });
      this.enter(messageId, -cents);
      return this.balanceCents;
    });
  }

  isFull(): boolean {
    return this.operations >= this.state.operationsPerRun - 1 || workflowInfo().continueAsNewSuggested;
  }

  handOver(): AccountState {
    return { ...this.state, balanceCents: this.balanceCents, processed: this.processed.slice(-1000) };
  }

  private enter(messageId: string, cents: number): void {
    this.balanceCents += cents;
    this.processed.push(messageId);
    this.operations += 1;
  }
}

export async function account(state: AccountState): Promise<{ balanceCents: number }> {
  const books = new Books(state);
  setHandler(balance, () => books.balanceCents);
  setHandler(deposit, (money) => books.payIn(money));
  setHandler(withdraw, (money) => books.payOut(money), { validator: checkAmount });
  setHandler(close, () => {
    books.closing = true;
  });
  await noteOpen({ accountId: state.accountId, balanceCents: books.balanceCents });
  while (!books.closing) {
    await condition(() => books.closing || books.isFull());
    await condition(allHandlersFinished);
    if (!books.closing) await continueAsNew<typeof account>(books.handOver());
  }
  await condition(allHandlersFinished);
  return { balanceCents: books.balanceCents };
}

function checkAmount({ cents }: Withdrawal): void {
  if (Number.isInteger(cents) && cents > 0) return;
  throw ApplicationFailure.create({ type: 'BadAmount', message: `${cents} cents can't be paid out` });
}
