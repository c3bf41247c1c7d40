import type { HistoryEvent } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import { lastTask } from '../../../lab/still-open.ts';
import type { Gate } from '../../../world/gate.ts';
import type { Account, Sent } from './bank.ts';

/** A workflow task that a worker holds for so long waits for something itself, e.g. for a local activity. */
const HELD_MS = 2000;

/** Sends a withdrawal while the clerk is held, and waits until the account has taken it, or has answered it already. */
export async function send(lab: Lab, account: Account, clerk: Gate, message: [number, string?]): Promise<Sent> {
  const before = await accepted(account);
  const sent = account.sendWithdrawal(...message);
  await lab.until(clerk.reached(), 'the clerk to be asked');
  await settled(lab, account, async () => sent.paid !== undefined || (await accepted(account)) > before);
  return sent;
}

/** Keeps the next line for the journal under way. */
export function holdLine({ ledger, world }: Lab): Gate {
  const lines = () => ledger.calls('branch.note').length;
  const next = lines() + 1;
  return world.holds('branch.note', 'before', () => lines() === next);
}

/** Keeps the clerk busy with the withdrawals of one account. */
export function holdClerk(lab: Lab, { state }: Account): Gate {
  return lab.world.holds('branch.approve', 'before', ({ args }) => args.accountId === state.accountId);
}

/** Waits until so many signals of a name have been seen by a workflow task, whichever run of the account it belongs to. */
export async function taken(lab: Lab, account: Account, name: string, count: number): Promise<void> {
  await settled(lab, account, async () => {
    const runs = await account.run.histories();
    const seen = runs.flatMap((events) => eventsOf(events, 'Signaled')).filter(({ signal }) => signal === name);
    const last = runs.at(-1) ?? [];
    return seen.length >= count && openTask(last) === 0 && !/^(Signaled|TaskScheduled)$/.test(last.at(-1)?.type ?? '');
  });
}

/** Sends so many deposits, each when the one before was taken: one that comes while a run hands over makes the server stumble. */
export async function sendDeposits(lab: Lab, account: Account, { count, cents = 10 }: Deposits): Promise<void> {
  for (let number = 1; number <= count; number++) {
    await account.sendDeposit(cents);
    await taken(lab, account, 'deposit', number);
  }
}

interface Deposits {
  count: number;
  cents?: number;
}

async function accepted(account: Account): Promise<number> {
  return eventsOf(await account.run.history(), 'UpdateAccepted').length;
}

/** Waits until `look` says so, or until a workflow task has been held for long: then nothing more can be taken. */
async function settled(lab: Lab, account: Account, look: () => Promise<boolean>): Promise<void> {
  let holding = -1;
  let since = performance.now();
  await lab.eventually(
    async () => {
      if (await look()) return true;
      const held = openTask(await account.run.history());
      if (held !== holding) since = performance.now();
      holding = held;
      return held > 0 && performance.now() - since > HELD_MS;
    },
    'a message to be taken',
    { ms: 2 * HELD_MS },
  );
}

/** Id of the event with which a worker took the task it still holds; 0 when it holds none. */
function openTask(events: HistoryEvent[]): number {
  const last = lastTask(events);
  return last?.type === 'TaskStarted' ? last.id : 0;
}
