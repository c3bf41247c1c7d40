import type { Host } from '../host/host.ts';
import type { Ledger } from '../world/ledger.ts';
import { World } from '../world/world.ts';
import { Draw } from './draw.ts';
import { Run, type UpdateOutcome } from './run.ts';
import type { Stage } from './stage.ts';
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

/** The part of the lab that starts runs, and knows the host they run on. */
export class Starts {
  readonly draw: Draw;
  /** For draws that all checks of a grading share. */
  readonly seed: number;
  readonly world: World;
  /** What is being done, in the past tense: opens a finding about something more basic than the claim. */
  did = '';
  /** Virtual times at which the check took the host away. */
  readonly crashes: number[] = [];
  protected readonly watch: Watch;
  /** Whether this check has said itself which host it wants. */
  protected placed = false;

  constructor(
    protected readonly stage: Stage,
    { seed, name }: { seed: number; name: string },
  ) {
    const { lane } = stage;
    this.draw = new Draw(seed, name);
    this.seed = seed;
    const scenery = new Draw(seed, `${name}/world`);
    this.world = new World(
      () => lane.clock.now(),
      (below) => scenery.below(below),
    );
    lane.world.show(this.world);
    this.watch = new Watch(lane.client, lane.clock, lane.lost, () => this.world.ledger.rows.length);
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

  protected get workflows() {
    return this.stage.lane.client.workflow;
  }

  protected follow(workflow: string, { workflowId, runId }: Started): Run {
    const handle = this.workflows.getHandle(workflowId);
    return this.watch.add(new Run(workflow, handle, runId, this.watch, this.stage.lane.clock));
  }

  protected async prepare(start: StartOptions & { workflow: string; input: unknown }): Promise<StartRequest> {
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

  protected attend(host: Host): void {
    const died = host.exited.then((exit) =>
      exit.kind === 'killed'
        ? new Promise<never>(() => {})
        : Promise.reject(new Stopped({ kind: 'host-exited', exit, output: host.output(), starting: false })),
    );
    this.watch.follow(died, (runId) => host.taskFailure(runId));
  }
}
