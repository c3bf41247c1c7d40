import { Refusal } from './errors.ts';
import { Gate, type Release } from './gate.ts';
import { type CallOutcome, Ledger, type LedgerRow } from './ledger.ts';
import type { Operation, Scene } from './service.ts';
import { type OperationName, services } from './services.ts';

/**
 * What a rule does to a call. `hold` waits `before` the service acts, or `after` it acted. What `isSent` is on its way while
 * it is held: it arrives also when its caller is gone meanwhile.
 */
export type Disturbance =
  | { kind: 'outage' }
  | { kind: 'refuse'; code: string }
  | { kind: 'limit'; retryAfterMs: number }
  | { kind: 'lose-answer' }
  | { kind: 'hold'; gate: Gate; when: 'before' | 'after'; isSent?: boolean }
  | { kind: 'slow'; ms: number }
  | { kind: 'answer'; value: unknown };

/** Decides over one call; `index` counts the calls of this operation from 0. Undefined: no objection. */
export type Rule = (row: LedgerRow, index: number) => Disturbance | undefined;

/** What goes back over the wire. */
export type Reply =
  | { kind: 'answer'; value: unknown }
  | { kind: 'refusal'; code: string; message: string }
  | { kind: 'limit'; retryAfterMs: number }
  | { kind: 'outage' }
  | { kind: 'bad-request'; message: string }
  | { kind: 'drop' };

export interface Call {
  operation: string;
  args: Record<string, unknown>;
  caller: LedgerRow['caller'];
  /** Aborts when the caller hangs up. */
  gone: AbortSignal;
}

/** Harbour's outside services during one check: their memory, their ledger and the faults the check ordered. */
export class World {
  readonly ledger = new Ledger();
  private readonly rules = new Map<OperationName, Rule[]>();
  private readonly memories = new Map<string, Map<string, unknown>>();
  private readonly answers = new Map<string, unknown>();
  private readonly openNow = new Map<OperationName, number>();
  private readonly peaks = new Map<OperationName, number>();
  private readonly gates: Gate[] = [];
  private closed = false;

  constructor(
    /** Virtual now, in ms since 1970. */
    private readonly now: () => Promise<number>,
    /** Random whole number below `below`, from the check's seed. */
    private readonly draw: (below: number) => number,
  ) {}

  /** Adds a rule; of several for one operation the first that objects to a call decides. */
  on(operation: OperationName, rule: Rule): void {
    this.rules.set(operation, [...(this.rules.get(operation) ?? []), rule]);
  }

  /** The first `times` calls find the service broken, before it acts; without `times`, all of them. */
  fails(operation: OperationName, times = Number.POSITIVE_INFINITY): void {
    this.on(operation, (_row, index) => (index < times ? { kind: 'outage' } : undefined));
  }

  /** Every call (or those that `when` picks) is refused for good. */
  refuses(operation: OperationName, code: string, when: (row: LedgerRow) => boolean = () => true): void {
    this.on(operation, (row) => (when(row) ? { kind: 'refuse', code } : undefined));
  }

  /**
   * Calls are refused for good from now on, `most` of them: whoever is told no so often would go on asking, and is let through
   * to come to an end. What is answered counts the calls, and takes the refusal back.
   */
  refusesAtMost(operation: OperationName, code: string, most: number): { calls(): number; end(): void } {
    let [calls, isOver] = [0, false];
    this.on(operation, () => {
      if (isOver) return undefined;
      calls += 1;
      return calls <= most ? { kind: 'refuse', code } : undefined;
    });
    return {
      calls: () => calls,
      end: () => {
        isOver = true;
      },
    };
  }

  /** The first `times` calls act, and then the connection breaks: the caller sees an outage. */
  losesAnswer(operation: OperationName, times = Number.POSITIVE_INFINITY): void {
    this.on(operation, (_row, index) => (index < times ? { kind: 'lose-answer' } : undefined));
  }

  /** Holds every call at a gate, `before` it acts or `after` it acted. */
  holds(
    operation: OperationName,
    when: 'before' | 'after',
    which: (row: LedgerRow) => boolean = () => true,
    { isSent = false } = {},
  ): Gate {
    const gate = new Gate();
    this.gates.push(gate);
    this.on(operation, (row) => (which(row) ? { kind: 'hold', gate, when, isSent } : undefined));
    return gate;
  }

  /** Holds calls until `count` are open at once, or none came for `ms` of real time: shows who waits for whom. */
  gathers(operation: OperationName, count: number, ms = 300): Gate {
    const gate = this.holds(operation, 'before');
    let timer: NodeJS.Timeout | undefined;
    this.rules.get(operation)?.unshift(() => {
      clearTimeout(timer);
      if (gate.held + 1 >= count) setImmediate(() => releaseAll(gate));
      else timer = setTimeout(() => releaseAll(gate), ms);
      return undefined;
    });
    return gate;
  }

  /** Sets what a reading operation answers. */
  knows(operation: OperationName, answer: (args: Readonly<Record<string, unknown>>) => unknown): void {
    this.on(operation, (row) => ({ kind: 'answer', value: answer(row.args) }));
  }

  /** How many calls of an operation were open at the same time, at most. */
  peak(operation: OperationName): number {
    return this.peaks.get(operation) ?? 0;
  }

  /** Ends the check: whatever is held breaks off, and whatever comes later finds nothing. */
  close(): void {
    this.closed = true;
    for (const gate of this.gates) gate.open('outage');
  }

  /** Used by the server: one call from the host. */
  async receive(call: Call): Promise<Reply> {
    const found = this.find(call.operation);
    if (this.closed) return { kind: 'drop' };
    if (!found) return { kind: 'bad-request', message: `there is no operation ${call.operation}` };
    const { name, operation } = found;
    const key = typeof call.args.key === 'string' ? call.args.key : undefined;
    if (operation.effect === 'keyed' && !key) return { kind: 'bad-request', message: `${name} needs a key` };
    const row: LedgerRow = {
      operation: name,
      args: call.args,
      key,
      at: await this.now(),
      effect: false,
      outcome: { kind: 'open' },
      caller: call.caller,
    };
    const index = this.ledger.calls(name).length;
    this.ledger.rows.push(row);
    call.gone.addEventListener('abort', () => {
      if (row.outcome.kind === 'open') row.outcome = { kind: 'given-up' };
    });
    this.count(name, +1);
    try {
      return await this.decide(row, operation, index);
    } finally {
      this.count(name, -1);
    }
  }

  private async decide(row: LedgerRow, operation: Operation<never, unknown>, index: number): Promise<Reply> {
    let fault: Disturbance | undefined;
    for (const rule of this.rules.get(row.operation) ?? []) {
      fault = rule(row, index);
      if (fault) break;
    }
    let release: Release = 'answer';
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    if (fault?.kind === 'hold' && fault.when === 'before') release = await fault.gate.enter(row);
    const isSent = fault?.kind === 'hold' && fault.isSent;
    if (row.outcome.kind === 'given-up' && !isSent) return { kind: 'drop' };
    if (fault?.kind === 'outage' || release === 'outage') return settle(row, { kind: 'outage' }, { kind: 'outage' });
    if (fault?.kind === 'refuse') return refuse(row, new Refusal(fault.code));
    if (fault?.kind === 'limit') return settle(row, { ...fault, kind: 'limited' }, fault);
    try {
      const value = fault?.kind === 'answer' ? fault.value : this.act(row, operation);
      if (fault?.kind === 'hold' && fault.when === 'after') release = await fault.gate.enter(row);
      if (fault?.kind === 'lose-answer' || release !== 'answer')
        return settle(row, { kind: 'answer-lost' }, { kind: 'drop' });
      return settle(row, { kind: 'answered' }, { kind: 'answer', value });
    } catch (error) {
      if (error instanceof Refusal) return refuse(row, error);
      throw error;
    }
  }

  private act(row: LedgerRow, operation: Operation<never, unknown>): unknown {
    const remembered = `${row.operation}\n${row.key}`;
    if (operation.effect === 'keyed' && this.answers.has(remembered)) {
      row.repeated = true;
      return this.answers.get(remembered);
    }
    const service = row.operation.split('.')[0] ?? '';
    const memory = this.memories.get(service) ?? new Map();
    this.memories.set(service, memory);
    const scene: Scene = {
      memory,
      id: (prefix) =>
        `${prefix}-${this.draw(36 ** 6)
          .toString(36)
          .padStart(6, '0')}`,
    };
    const answer = operation.act(row.args as never, scene);
    row.effect = operation.effect !== 'read';
    if (operation.effect === 'keyed') this.answers.set(remembered, answer);
    return answer;
  }

  private find(operation: string): { name: OperationName; operation: Operation<never, unknown> } | undefined {
    const [service = '', method = ''] = operation.split('.');
    const definitions: Record<string, Record<string, Operation<never, unknown>>> = services;
    if (!Object.hasOwn(definitions, service)) return undefined;
    const methods = definitions[service] ?? {};
    const found = Object.hasOwn(methods, method) ? methods[method] : undefined;
    return found && { name: operation as OperationName, operation: found };
  }

  private count(operation: OperationName, by: 1 | -1): void {
    const open = (this.openNow.get(operation) ?? 0) + by;
    this.openNow.set(operation, open);
    this.peaks.set(operation, Math.max(open, this.peak(operation)));
  }
}

function releaseAll(gate: Gate): void {
  while (gate.held > 0) gate.releaseOne();
}

function refuse(row: LedgerRow, refusal: Refusal): Reply {
  const { code, message } = refusal;
  return settle(row, { kind: 'refused', code }, { kind: 'refusal', code, message });
}

function settle(row: LedgerRow, outcome: CallOutcome, reply: Reply): Reply {
  if (row.outcome.kind === 'open') row.outcome = outcome;
  return reply;
}
