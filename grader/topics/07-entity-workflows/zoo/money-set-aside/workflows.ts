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

  setHandler(balance, () => balanceCents);
  setHandler(close, () => {
    closing = true;
  });
  setHandler(deposit, ({ messageId, cents }) => {
    if (cents <= 0 || seen.has(messageId)) return;
    balanceCents += cents;
    seen.add(messageId);
    operations += 1;
  });

  // Whether a repetition asks for something that is done is known when the clerk has answered its first message.
  const underWay = new Set<string>();
  const pay = async ({ messageId, cents }: Withdrawal): Promise<number> => {
    while (underWay.has(messageId)) await condition(() => !underWay.has(messageId));
    if (seen.has(messageId)) return balanceCents;
    if (cents > balanceCents) throw ApplicationFailure.create({ type: 'Overdrawn', message: 'not enough money' });
    balanceCents -= cents;
    underWay.add(messageId);
    try {
      await approve({ accountId, messageId, cents });
    } catch (failure) {
      balanceCents += cents;
      throw failure;
    } finally {
      underWay.delete(messageId);
    }
    seen.add(messageId);
    operations += 1;
    return balanceCents;
  };
  setHandler(withdraw, pay, { validator: checkAmount });

  // The first wait comes after the last handler: an update that finds no handler when the code waits is refused.
  await noteOpen({ accountId, balanceCents });

  const full = () => operations >= operationsPerRun || workflowInfo().continueAsNewSuggested;
  await condition(() => (closing || full()) && allHandlersFinished());
  if (closing) return { balanceCents };
  // All that the next run will know, as plain JSON: a Set would arrive as {}. Older messages don't come again.
  return await continueAsNew<typeof account>({ ...state, balanceCents, processed: [...seen].slice(-1000) });
}

function checkAmount({ cents }: Withdrawal): void {
  if (Number.isInteger(cents) && cents > 0) return;
  throw ApplicationFailure.create({ type: 'BadAmount', message: `${cents} cents can't be paid out` });
}
