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
import type { AccountState, Deposit, Withdrawal } from './shared';

const { approve, noteOpen } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const deposit = defineSignal<[Deposit]>('deposit');
export const withdraw = defineUpdate<number, [Withdrawal]>('withdraw');
export const close = defineSignal('close');
export const balance = defineQuery<number>('balance');

export async function account(state: AccountState): Promise<{ balanceCents: number }> {
  const { accountId, operationsPerRun } = state;
  const seen = new Set(state.processed);
  let { balanceCents } = state;
  let operations = 0;
  let closing = false;

  const handOverIfFull = async (): Promise<void> => {
    if (operations < operationsPerRun && !workflowInfo().continueAsNewSuggested) return;
    await continueAsNew<typeof account>({ ...state, balanceCents, processed: [...seen].slice(-1000) });
  };

  setHandler(balance, () => balanceCents);
  setHandler(close, () => {
    closing = true;
  });
  setHandler(deposit, async ({ messageId, cents }) => {
    if (cents <= 0 || seen.has(messageId)) return;
    balanceCents += cents;
    seen.add(messageId);
    operations += 1;
    await handOverIfFull();
  });

  const pay = async ({ messageId, cents }: Withdrawal): Promise<number> => {
    if (seen.has(messageId)) return balanceCents;
    if (cents > balanceCents) throw ApplicationFailure.create({ type: 'Overdrawn', message: 'not enough money' });
    await approve({ accountId, messageId, cents });
    balanceCents -= cents;
    seen.add(messageId);
    operations += 1;
    await handOverIfFull();
    return balanceCents;
  };

  // Between looking at the balance and changing it a withdrawal waits for the clerk. So the next one begins when the one
  // before it is over, whether it was paid or not: they stand in a queue made of promises.
  let turn: Promise<unknown> = Promise.resolve();
  const payInTurn = (withdrawal: Withdrawal): Promise<number> => {
    const paid = turn.then(() => pay(withdrawal));
    turn = paid.catch(() => undefined);
    return paid;
  };
  setHandler(withdraw, payInTurn, { validator: checkAmount });

  // The first wait comes after the last handler: an update that finds no handler when the code waits is refused.
  await noteOpen({ accountId, balanceCents });

  await condition(() => closing && allHandlersFinished());
  return { balanceCents };
}

function checkAmount({ cents }: Withdrawal): void {
  if (Number.isInteger(cents) && cents > 0) return;
  throw ApplicationFailure.create({ type: 'BadAmount', message: `${cents} cents can't be paid out` });
}
