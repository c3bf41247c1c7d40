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

interface Job {
  messageId: string;
  /** Below zero: money out. */
  cents: number;
  answer?: { balanceCents: number } | { failure: unknown };
}

export async function account(state: AccountState): Promise<{ balanceCents: number }> {
  const { accountId, operationsPerRun } = state;
  const seen = new Set(state.processed);
  const jobs: Job[] = [];
  let { balanceCents } = state;
  let operations = 0;
  let closing = false;

  setHandler(balance, () => balanceCents);
  setHandler(close, () => {
    closing = true;
  });
  setHandler(deposit, ({ messageId, cents }) => {
    if (cents > 0) jobs.push({ messageId, cents });
  });
  setHandler(
    withdraw,
    async ({ messageId, cents }) => {
      const job: Job = { messageId, cents: -cents };
      jobs.push(job);
      await condition(() => job.answer !== undefined);
      if (job.answer && 'balanceCents' in job.answer) return job.answer.balanceCents;
      throw job.answer?.failure;
    },
    { validator: checkAmount },
  );
  await noteOpen({ accountId, balanceCents });

  const full = () => operations >= operationsPerRun || workflowInfo().continueAsNewSuggested;
  const carryOut = async ({ messageId, cents }: Job): Promise<void> => {
    if (seen.has(messageId)) return;
    if (balanceCents + cents < 0) throw ApplicationFailure.create({ type: 'Overdrawn', message: 'not enough money' });
    if (cents < 0) await approve({ accountId, messageId, cents: -cents });
    balanceCents += cents;
    seen.add(messageId);
    operations += 1;
  };

  for (;;) {
    await condition(() => jobs.length > 0 || closing || full());
    const job = jobs.shift();
    if (job) {
      try {
        await carryOut(job);
        job.answer = { balanceCents };
      } catch (failure) {
        job.answer = { failure };
      }
    }
    if (jobs.length > 0 || !(closing || full())) continue;
    await condition(allHandlersFinished);
    if (jobs.length > 0) continue;
    if (closing) return { balanceCents };
    await continueAsNew<typeof account>({ ...state, balanceCents, processed: [...seen].slice(-1000) });
  }
}

function checkAmount({ cents }: Withdrawal): void {
  if (Number.isInteger(cents) && cents > 0) return;
  throw ApplicationFailure.create({ type: 'BadAmount', message: `${cents} cents can't be paid out` });
}
