import type { HistoryEvent } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run, UpdateOutcome } from '../../../lab/run.ts';
import { openActivities } from '../../../lab/still-open.ts';
import { Stopped } from '../../../lab/stopped.ts';

export interface AccountState {
  accountId: string;
  balanceCents: number;
  processed: string[];
  operationsPerRun: number;
}

/** What an update came to; `lost` when the workflow was over before it could answer. */
export type Paid = UpdateOutcome | { status: 'lost' };

/** A withdrawal under way. */
export interface Sent {
  paid?: Paid;
  /** The client failed, and not for the workflow’s sake. */
  broke?: Error;
}

/** An account under examination: sends messages with ids of their own, and waits for quiet moments. */
export class Account {
  private messages = 0;

  private constructor(
    private readonly lab: Lab,
    readonly run: Run,
    readonly state: AccountState,
  ) {}

  /** Opens an account with drawn values, and waits until it is at rest. */
  static async open(lab: Lab, values: Partial<AccountState> = {}): Promise<Account> {
    const account = await Account.begin(lab, values);
    await account.rest();
    return account;
  }

  /** The same without the wait. */
  static async begin(lab: Lab, values: Partial<AccountState> = {}): Promise<Account> {
    const state = drawState(lab, values);
    return new Account(lab, await lab.start('account', state), state);
  }

  /** An id that no message had before. */
  nextId(): string {
    this.messages += 1;
    return `${this.state.accountId}/m${this.messages}`;
  }

  /** Sends a deposit and waits until the account is at rest again. */
  async deposit(cents: number, messageId = this.nextId()): Promise<void> {
    await this.sendDeposit(cents, messageId);
    await this.rest();
  }

  /** Sends a deposit and does not wait for what comes of it. */
  async sendDeposit(cents: number, messageId = this.nextId()): Promise<void> {
    await this.signal('deposit', { messageId, cents });
  }

  /** Sends the signal that closes the account. */
  async close(): Promise<void> {
    await this.signal('close');
  }

  /** Asks for money and waits for the answer. */
  async withdraw(cents: number, messageId = this.nextId()): Promise<Paid> {
    const [paid] = await this.answers([this.sendWithdrawal(cents, messageId)]);
    await this.rest();
    return paid ?? { status: 'lost' };
  }

  /** Asks for money and does not wait; see {@link answers}. */
  sendWithdrawal(cents: number, messageId = this.nextId()): Sent {
    const sent: Sent = {};
    this.run.sendUpdate('withdraw', { messageId, cents }).then(
      (paid) => {
        const over = paid.status === 'refused' && paid.type === 'AcceptedUpdateCompletedWorkflow';
        sent.paid = over ? { status: 'lost' } : paid;
      },
      async (error: Error) => {
        if (await this.isOpen().catch(() => true)) sent.broke = error;
        else sent.paid = { status: 'lost' };
      },
    );
    return sent;
  }

  /** Waits for all answers. On this server nobody answers an update whose run handed over: the histories show it. */
  async answers(sent: readonly Sent[]): Promise<Paid[]> {
    const look = async () => {
      for (const { broke } of sent) if (broke) throw broke;
      return sent.every(({ paid }) => paid) || (await this.run.histories()).some(leftOneBehind);
    };
    await this.lab.eventually(look, 'an answer to the update withdraw');
    return sent.map(({ paid }) => paid ?? { status: 'lost' });
  }

  /** The run that left a withdrawal without an answer; when none did, the first. */
  async lostIn(): Promise<Run> {
    const runs = await this.run.histories();
    const before = runs[runs.findIndex(leftOneBehind) - 1] ?? [];
    return this.run.reading(eventsOf(before, 'ContinuedAsNew')[0]?.newRunId ?? this.run.firstRunId);
  }

  /** Lets the pauses between attempts pass, and not more: this server ends a run after 1,000 days. */
  async outlast(): Promise<void> {
    for (const pause of ['10 seconds', '10 minutes', '1 day'] as const) {
      await this.lab.pass(pause);
      if (!(await this.run.pending()).some(({ state }) => state === 'scheduled')) return;
    }
  }

  /** The balance; undefined when the account is no more. Only at rest: a query at the end of a run would hang. */
  async balance(): Promise<unknown> {
    return (await this.isOpen()) ? await this.run.query('balance') : undefined;
  }

  /** A message to an account that is no more gets lost. */
  private async signal(name: string, ...args: unknown[]): Promise<void> {
    try {
      await this.run.signal(name, ...args);
    } catch (error) {
      if (error instanceof Stopped || (await this.isOpen())) throw error;
    }
  }

  async isOpen(): Promise<boolean> {
    return (await this.run.outcome()).status === 'unfinished';
  }

  /** Waits until the latest run has taken in everything that was sent, and waits for nothing; or until the account is over. */
  async rest(): Promise<void> {
    await this.lab.eventually(async () => {
      const events = await this.run.history();
      const last = events.at(-1)?.type ?? '';
      if (isOver(events) && last !== 'ContinuedAsNew') return true;
      const tasks = events.filter(({ type }) => /^Task(Scheduled|Started|Completed|Failed|TimedOut)$/.test(type));
      const busy = tasks.at(-1)?.type !== 'TaskCompleted' || last === 'ContinuedAsNew' || last === 'Signaled';
      return !busy && openActivities(events).length === 0;
    }, 'the account to be at rest');
  }

  /** How many deposits and withdrawals each run of the chain took, oldest first. */
  async operations(): Promise<number[]> {
    return (await this.run.histories()).map((events) => {
      const deposits = eventsOf(events, 'Signaled').filter(({ signal }) => signal === 'deposit');
      return deposits.length + eventsOf(events, 'UpdateAccepted').length;
    });
  }
}

export function drawState(lab: Lab, values: Partial<AccountState> = {}): AccountState {
  return {
    accountId: lab.draw.id('account'),
    balanceCents: lab.draw.integer(500, 900),
    processed: [],
    operationsPerRun: 50,
    ...values,
  };
}

/** Whether the clerk’s no is in what the customer got, under the name that the branch gave it. */
export function isBlocked(paid: Paid): boolean {
  return paid.status === 'refused' && paid.types.includes('Blocked');
}

/** What a withdrawal came to, in words. */
export function sayPaid(paid: Paid): string {
  if (paid.status === 'completed') return `was answered with ${JSON.stringify(paid.result) ?? 'nothing'}`;
  if (paid.status === 'lost') return 'got no answer: the run that had taken it ended first';
  const { type, types, message } = paid;
  if (isBlocked(paid) && (!type || type === 'Blocked')) return 'was refused by the clerk (`Blocked`)';
  if (type !== undefined && type !== 'Error') return `was refused as \`${type}\``;
  const behind = types.at(-1);
  return behind && behind !== 'Error' ? `failed because of \`${behind}\`` : `was refused: “${message}”`;
}

/** Whether a run that is over had taken an update and not answered it. */
function leftOneBehind(events: HistoryEvent[]): boolean {
  const answered = eventsOf(events, 'UpdateCompleted').map(({ updateId }) => updateId);
  const left = eventsOf(events, 'UpdateAccepted').filter(({ updateId }) => !answered.includes(updateId));
  return left.length > 0 && isOver(events);
}

function isOver(events: readonly HistoryEvent[]): boolean {
  return events.some(({ type }) => /^(ContinuedAsNew|Run(Completed|Failed|Canceled|Terminated|TimedOut))$/.test(type));
}

/** Does something that a broken next run can't do; answers the message that its workflow task failed with. */
export async function breaking(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof Stopped && error.raw.kind === 'task-failed') return error.raw.failure.message;
    throw error;
  }
}
