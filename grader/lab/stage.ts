import { randomBytes } from 'node:crypto';
import { FaultError } from '../catalog/fault.ts';
import type { Host, SpareHost, StartOutcome, WorkerSpec } from '../host/host.ts';
import { engineLost } from './engine-lost.ts';
import type { Lane } from './lane.ts';
import type { Parts } from './parts.ts';
import type { Setting } from './setting.ts';
import { Stopped } from './stopped.ts';
import type { HostPlace } from './supply.ts';

/** How a host is started; what is left out is as in the first start of every check. */
export interface HostOptions extends HostPlace {
  /** The one workflow file it runs; default: the setting's first, and beside it the others, each on a queue of its own. */
  workflows?: string;
  /** Default: the setting's. */
  maxCachedWorkflows?: number;
  /** Instead of the one ordinary worker. Task queues are given as suffixes of the stage's own. */
  workers?: WorkerSpec[];
}

/** One submission on one lane: the host that runs it, whichever process that is at the moment. */
export class Stage {
  readonly taskQueue = `kata-${randomBytes(6).toString('hex')}`;
  private host: Host | undefined;
  private startedWith = '';
  /** The workflow file that the host runs now. */
  runningWorkflows: string | undefined;
  /** A start that failed once fails again: the submission is the same. */
  private readonly failedStarts = new Map<string, Error>();

  constructor(
    readonly lane: Lane,
    readonly parts: Parts,
    private readonly setting: Setting,
  ) {}

  /** The running host; starts one with these options unless it is there. @throws Stopped when the submission can't start. */
  async ensureHost(options: HostOptions = {}): Promise<Host> {
    const wanted = JSON.stringify([options, this.lane.engine.address]);
    if (this.host && this.startedWith === wanted) return this.host;
    if (this.host) await this.stopHost();
    const failed = this.failedStarts.get(JSON.stringify(options));
    if (failed) throw failed;
    const host = await this.start(await this.lane.spareHost(options), options);
    this.host = host;
    this.startedWith = wanted;
    this.runningWorkflows = options.workflows;
    host.exited.then(() => {
      if (this.host === host) this.host = undefined;
    });
    return host;
  }

  /** The host that runs now, if any. */
  get current(): Host | undefined {
    return this.host;
  }

  /** Ends the host as a machine dies: at once, with everything in it. */
  async killHost(): Promise<void> {
    await this.host?.kill();
    this.host = undefined;
  }

  /** Ends the host in good order. */
  async stopHost(): Promise<void> {
    await this.host?.stop();
    this.host = undefined;
  }

  /** The entry's exported names. @throws Stopped when the entry can't be bundled. */
  exportsOf(file: string): string[] {
    const problems = this.parts.broken.get(file);
    if (problems) throw new Stopped({ kind: 'build', problems });
    return this.parts.build?.workflows[file]?.exports ?? this.parts.build?.modules?.files[file] ?? [];
  }

  /** The workflow file a host runs by default. */
  get defaultWorkflows(): string | undefined {
    return (this.setting.workflows ?? ['workflows.ts'])[0];
  }

  /** Where a plain host runs one of the setting's workflow files. */
  queueOf(file: string): string {
    return file === this.defaultWorkflows ? this.taskQueue : `${this.taskQueue}/${file}`;
  }

  /** The other workflow files that a plain host runs: all that can be bundled. */
  private get besides(): string[] {
    return (this.setting.workflows ?? []).slice(1).filter((file) => !this.parts.broken.has(file));
  }

  private async start(spare: SpareHost, options: HostOptions): Promise<Host> {
    const { build } = this.parts;
    const workflows = options.workflows ?? this.defaultWorkflows;
    if (workflows) this.exportsOf(workflows);
    if (!build)
      throw new FaultError({ code: 'nothing-built', message: 'There is nothing to start.', repair: reportIt });
    const activities = (this.setting.modules ?? ['activities.ts']).find((file) => file === 'activities.ts');
    if (activities) this.exportsOf(activities);
    const ordinary = {
      ...(activities && { activities }),
      maxCachedWorkflows: options.maxCachedWorkflows ?? this.setting.maxCachedWorkflows ?? 0,
      ...(this.setting.reportsAnswers && { reportsAnswers: true }),
    };
    const besides = options.workflows ? [] : this.besides;
    const outcome = await spare.start({
      address: this.lane.engine.address,
      build,
      world: await this.lane.world.socket(),
      client: this.setting.client ?? false,
      workers: options.workers ?? [
        { taskQueue: this.taskQueue, ...(workflows && { workflows }), ...ordinary },
        ...besides.map((file) => ({ taskQueue: this.queueOf(file), workflows: file, ...ordinary })),
      ],
    });
    if (outcome.kind === 'started') return outcome.host;
    await spare.kill();
    // A worker that finds no server is refused, or ends: that says nothing of the submission.
    if (!(await this.lane.isThere())) throw engineLost();
    const trouble = startTrouble(outcome);
    this.failedStarts.set(JSON.stringify(options), trouble);
    throw trouble;
  }
}

const reportIt = 'Please report it with `npx kata report`.';

function startTrouble(failure: Exclude<StartOutcome, { kind: 'started' }>): Error {
  if (failure.kind === 'exited')
    return new Stopped({ kind: 'host-exited', exit: failure.exit, output: failure.output, starting: true });
  if (failure.kind === 'silent')
    return new Stopped({ kind: 'deadline', waitingFor: 'the worker to start', ms: failure.ms, runs: [] });
  return new Stopped({ kind: 'start-failed', failure });
}
