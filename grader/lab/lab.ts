import { setTimeout as delay } from 'node:timers/promises';
import type { CallOutcome, CallRequest } from '../host/call.ts';
import type { Host, HostLog, ReplayOutcome } from '../host/host.ts';
import type { Ledger } from '../world/ledger.ts';
import { World } from '../world/world.ts';
import { Draw } from './draw.ts';
import { type Duration, inMs } from './duration.ts';
import { expireAttempt } from './expire.ts';
import { temporal as messages } from './proto.ts';
import { Run, type UpdateOutcome } from './run.ts';
import type { HostOptions, Stage } from './stage.ts';
import {
  type Execution,
  listExecutions,
  type Started,
  type StartOptions,
  type StartRequest,
  startRun,
  startRunWithSignal,
  startRunWithUpdate,
} from './starts.ts';
import { Stopped } from './stopped.ts';
import { Watch } from './watch.ts';

/** What a check gets: the client, the clock, the world and the host, for this one check. */
export class Lab {
  readonly draw: Draw;
  readonly world: World;
  /** What is being done, in the past tense: opens a finding about something more basic than the claim. */
  did = '';
  /** Virtual times at which the check took the host away. */
  readonly crashes: number[] = [];
  private readonly watch: Watch;
  /** Whether this check has said itself which host it wants. */
  private placed = false;

  constructor(
    private readonly stage: Stage,
    { seed, name }: { seed: number; name: string },
  ) {
    const { lane } = stage;
    this.draw = new Draw(seed, name);
    const scenery = new Draw(seed, `${name}/world`);
    this.world = new World(
      () => lane.clock.now(),
      (below) => scenery.below(below),
    );
    lane.world.show(this.world);
    this.watch = new Watch(lane.client, lane.clock, lane.engine.exited);
  }

  /** What the world recorded during this check. */
  get ledger(): Ledger {
    return this.world.ledger;
  }

  get taskQueue(): string {
    return this.stage.taskQueue;
  }

  /** Runs that this check started, and their children as far as they have been seen. */
  get runs(): Run[] {
    return this.watch.runs();
  }

  /** Raises the limits beyond which a run counts as a storm (300 events, 100 attempts). */
  expectUpTo(limits: { events?: number; attempts?: number }): void {
    this.watch.limits = { ...this.watch.limits, ...limits };
  }

  /** Starts a workflow by name. A missing export stops the check. */
  async start(workflow: string, input: unknown, options: StartOptions = {}): Promise<Run> {
    return this.follow(workflow, await startRun(await this.prepare({ workflow, input, ...options })));
  }

  /** Starts a workflow together with a signal, which then precedes its first task. */
  async startWithSignal(
    workflow: string,
    input: unknown,
    { signal, args = [], ...options }: StartOptions & { signal: string; args?: unknown[] },
  ): Promise<Run> {
    const request = await this.prepare({ workflow, input, ...options });
    return this.follow(workflow, await startRunWithSignal({ ...request, signal, args }));
  }

  /** Starts a workflow together with an update, and waits for the update's outcome. */
  async startWithUpdate(
    workflow: string,
    input: unknown,
    { update, args = [], ...options }: StartOptions & { update: string; args?: unknown[] },
  ): Promise<{ run: Run; outcome: UpdateOutcome }> {
    const request = await this.prepare({ workflow, input, ...options });
    const { started, outcome } = startRunWithUpdate({ ...request, update, args });
    const run = this.follow(workflow, await this.watch.bounded(started, `${workflow} to start`));
    return { run, outcome: await this.watch.bounded(outcome, `an outcome of the update ${update}`) };
  }

  /** A run somebody else started, e.g. code of the submission that has a client. Undefined when there is none of this id. */
  async find(workflow: string, workflowId: string): Promise<Run | undefined> {
    const described = await this.workflows
      .getHandle(workflowId)
      .describe()
      .catch(() => undefined);
    return described && this.follow(workflow, { workflowId, runId: described.runId });
  }

  /** Every execution on the server, open and closed: ids, run ids and workflow names. */
  executions(): Promise<Execution[]> {
    return listExecutions(this.stage.lane.client);
  }

  /** Lets so much virtual time pass; everything due before has happened when it resolves. */
  async pass(duration: Duration): Promise<void> {
    await this.watch.bounded(this.stage.lane.clock.pass(inMs(duration)), `${duration} to pass`);
  }

  /** Virtual now, in ms since 1970. */
  now(): Promise<number> {
    return this.stage.lane.clock.now();
  }

  /**
   * Waits for something in real time, e.g. a gate, at most `ms` (default 5,000); `flowing` lets idle time be skipped
   * meanwhile. Stops the check when its runs can't go on.
   */
  async until<Result>(
    promise: Promise<Result>,
    waitingFor: string,
    { ms = 5000, flowing = false }: { ms?: number; flowing?: boolean } = {},
  ): Promise<Result> {
    const awaited = flowing ? this.stage.lane.clock.flow(() => promise) : promise;
    return await this.watch.bounded(awaited, waitingFor, ms);
  }

  /** Waits until `look` answers something else than undefined or false, asking every 25 ms; as {@link until}. */
  async eventually<Result>(
    look: () => Promise<Result | undefined | false>,
    waitingFor: string,
    options: { ms?: number; flowing?: boolean } = {},
  ): Promise<Result> {
    const over = new AbortController();
    const asking = async (): Promise<Result> => {
      for (;;) {
        const seen = over.signal.aborted ? undefined : await look();
        if (seen !== undefined && seen !== false) return seen;
        await delay(25, undefined, { signal: over.signal });
      }
    };
    try {
      return await this.until(asking(), waitingFor, options);
    } finally {
      over.abort();
    }
  }

  /** Waits a moment of real time, for something that should not happen. Stops the check as every wait does. */
  async linger(ms: number): Promise<void> {
    await this.watch.bounded(delay(ms), 'a moment to pass', ms + 1000);
  }

  /** Takes the host away as a dying machine does; what it was running never answers. Wait for a quiet moment first. */
  async crash(): Promise<void> {
    this.crashes.push(await this.now());
    this.watch.follow(new Promise(() => {}));
    await this.stage.killHost();
  }

  /** Starts another host, on another machine: new process, empty disk, and whatever the options say. */
  async recover(options: HostOptions = {}): Promise<Host> {
    this.placed = true;
    const host = await this.stage.ensureHost(options);
    this.attend(host);
    return host;
  }

  /** Crash and recover in one. */
  async replaceHost(options: HostOptions = {}): Promise<Host> {
    await this.crash();
    return await this.recover(options);
  }

  /**
   * Forces the timeout of the one activity that is open now, in virtual time: its attempt is given up by the server while it may
   * still be running, and the next attempt begins. Nothing else may be open. Resolves when the server has noticed.
   */
  async expire(run: Run): Promise<void> {
    await this.watch.bounded(expireAttempt(run, this.stage.lane), 'an attempt to time out', 8000);
  }

  /** Calls or reads an export on the node side and answers its JSON; whatever else comes of it stops the check. */
  async call(request: CallRequest): Promise<unknown> {
    const outcome = await this.tryCall(request);
    if (outcome.kind === 'value') return outcome.json;
    if (outcome.kind === 'kept') return undefined;
    const what = 'export' in request ? request.export : request.method;
    if (outcome.kind === 'missing') {
      const file = 'file' in request ? request.file : request.on;
      throw new Stopped({ kind: 'missing-export', file, name: outcome.name, found: outcome.found });
    }
    if (outcome.kind === 'host-exited') throw await this.hostTrouble();
    throw new Stopped({ kind: 'call-failed', what, outcome });
  }

  /** The same, but the check sees what came of it. */
  async tryCall(request: CallRequest): Promise<CallOutcome> {
    if ('file' in request) this.stage.exportsOf(request.file);
    const host = await this.host();
    return await this.watch.bounded(host.call(request), 'a call of the submission to return', 12_000);
  }

  /** Replays a run (or a recorded history) against a workflow file of this submission; the host says what came of it. */
  async replay(history: Run | Uint8Array, { workflows }: { workflows?: string } = {}): Promise<ReplayOutcome> {
    const entry = workflows ?? this.stage.defaultWorkflows ?? 'workflows.ts';
    this.stage.exportsOf(entry);
    const bytes =
      history instanceof Run ? messages.api.history.v1.History.encode(await history.rawHistory()).finish() : history;
    const host = await this.host();
    const outcome = await this.watch.bounded(
      host.replay({ workflows: entry, history: bytes }),
      'a replay to end',
      12_000,
    );
    if (outcome.kind === 'host-exited') throw await this.hostTrouble();
    return outcome;
  }

  /** Warnings the SDK printed in the host, e.g. `[TMPRL1102]`; they arrive about 100 ms late. */
  logs(): HostLog[] {
    return this.stage.current?.logs() ?? [];
  }

  /** The running host, a plain one unless this check has asked for another; started when there is none. */
  async host(): Promise<Host> {
    const host = (this.placed && this.stage.current) || (await this.stage.ensureHost());
    this.attend(host);
    return host;
  }

  /** Names of values that a file of the submission exports. */
  exportsOf(file: string): string[] {
    return this.stage.exportsOf(file);
  }

  /**
   * Ends the check's runs and the world. True when the lane may serve another check: the host alive, nothing left open.
   * `sound`: whether the check itself came to its end.
   */
  async close(sound: boolean): Promise<boolean> {
    this.world.close();
    if (!sound) return false;
    const open = (await this.executions()).filter((execution) => execution.open);
    await Promise.all(
      open.map(({ workflowId }) =>
        this.workflows
          .getHandle(workflowId)
          .terminate()
          .catch(() => {}),
      ),
    );
    return await this.stage.lane.isClean();
  }

  private get workflows() {
    return this.stage.lane.client.workflow;
  }

  private follow(workflow: string, { workflowId, runId }: Started): Run {
    const handle = this.workflows.getHandle(workflowId);
    return this.watch.add(new Run(workflow, handle, runId, this.watch, this.stage.lane.clock));
  }

  private async prepare(start: StartOptions & { workflow: string; input: unknown }): Promise<StartRequest> {
    const main = (this.placed && this.stage.runningWorkflows) || this.stage.defaultWorkflows;
    const file = start.file ?? main ?? 'workflows.ts';
    const found = this.stage.exportsOf(file);
    if (!found.includes(start.workflow))
      throw new Stopped({ kind: 'missing-export', file, name: start.workflow, found });
    await this.host();
    return {
      client: this.stage.lane.client,
      taskQueue: start.file ? this.stage.queueOf(start.file) : this.stage.taskQueue,
      ...start,
    };
  }

  private attend(host: Host): void {
    const died = host.exited.then((exit) =>
      exit.kind === 'killed'
        ? new Promise<never>(() => {})
        : Promise.reject(new Stopped({ kind: 'host-exited', exit, output: host.output(), starting: false })),
    );
    this.watch.follow(died);
  }

  /** The host is gone; gives its death a moment to be told in full. */
  private async hostTrouble(): Promise<Error> {
    return await this.watch.bounded(new Promise<Error>(() => {}), 'the host', 1000).catch((error: Error) => error);
  }
}
