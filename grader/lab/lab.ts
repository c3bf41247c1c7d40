import { setTimeout as delay } from 'node:timers/promises';
import type { CallOutcome, CallRequest } from '../host/call.ts';
import type { Host, HostLog, ReplayOutcome } from '../host/host.ts';
import { readAnswer } from './answer.ts';
import { askUntilSeen } from './ask.ts';
import { type Duration, inMs } from './duration.ts';
import { expireAttempt, passBeside } from './expire.ts';
import { Starts } from './lab-starts.ts';
import type { Leftover } from './lane.ts';
import { temporal as messages } from './proto.ts';
import { Run } from './run.ts';
import type { HostOptions } from './stage.ts';
import { listOpen } from './starts.ts';
import { lastTask } from './still-open.ts';

/** How long the server may take, in real time, to list what a check left open and to end it. */
const CLOSE_MS = 5000;

/** What let time flow for a run that has been ended, or for a wait that is over, lets go of it within a few ms. */
const STILL_MS = 500;

/** How often, and after which pause, a worker is looked at that should have answered its workflow tasks by now. */
const LOOKS = 20;
const LOOK_MS = 25;

/** What a check gets: the client, the clock, the world and the host, for this one check. */
export class Lab extends Starts {
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
    if (!flowing) return await this.watch.bounded(promise, waitingFor, ms);
    const over = new AbortController();
    const givenUp = new Promise<never>((_resolve, reject) => {
      over.signal.addEventListener('abort', () => reject(over.signal.reason), { once: true });
    });
    // Nobody waits for it where time could not be made to flow, on a server that is gone for instance.
    givenUp.catch(() => {});
    try {
      const awaited = this.stage.lane.clock.flow(() => Promise.race([promise, givenUp]));
      return await this.watch.bounded(awaited, waitingFor, ms);
    } finally {
      // Time stops with the wait, whatever is still to come.
      over.abort();
    }
  }

  /** Waits until `look` answers something else than undefined or false, asking every 25 ms; as {@link until}. */
  async eventually<Result>(
    look: () => Promise<Result | undefined | false>,
    waitingFor: string,
    options: { ms?: number; flowing?: boolean } = {},
  ): Promise<Result> {
    const over = new AbortController();
    try {
      return await this.until(askUntilSeen(look, over.signal), waitingFor, options);
    } finally {
      over.abort();
    }
  }

  /** Waits a moment of real time, for something that should not happen. Stops the check as every wait does. */
  async linger(ms: number): Promise<void> {
    await this.watch.bounded(delay(ms), 'a moment to pass', ms + 1000);
  }

  /**
   * Takes the host away as a dying machine does; what it was running never answers. A workflow task that it is about to
   * answer is waited for: lost, it would hold time for ten seconds. One that goes on, for a local activity, is lost.
   */
  async crash(): Promise<void> {
    for (let look = 0; look < LOOKS && (await this.isAnyInTask()); look++) await delay(LOOK_MS);
    this.crashes.push(await this.now());
    this.watch.follow(new Promise(() => {}));
    await this.stage.killHost();
  }

  private async isAnyInTask(): Promise<boolean> {
    const histories = await Promise.all(this.runs.map((run) => run.history()));
    const lastTasks = histories.map((events) => lastTask(events)?.type);
    return lastTasks.some((type) => type === 'TaskScheduled' || type === 'TaskStarted');
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

  /**
   * Lets so much virtual time pass while the one activity that is open stays so: nothing else may be open. Ends sooner when the
   * server gives the attempt up, or the run is over.
   */
  async passBeside(run: Run, duration: Duration): Promise<void> {
    await this.watch.bounded(passBeside(run, this.stage.lane, inMs(duration)), `${duration} to pass`, 8000);
  }

  /** Calls or reads an export on the node side and answers its JSON; whatever else comes of it stops the check. */
  async call(request: CallRequest): Promise<unknown> {
    const outcome = await this.tryCall(request);
    if (outcome.kind === 'host-exited') throw await this.hostTrouble();
    return readAnswer(request, outcome);
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

  /** Ends the check's runs and the world. `sound`: whether the check itself came to its end. */
  async close(sound: boolean): Promise<Leftover> {
    this.world.close();
    this.watch.end();
    if (!sound) return 'anything';
    // A server that does not answer is as good as soiled.
    const late = delay(CLOSE_MS, 'anything' as const, { ref: false });
    return await Promise.race([this.tidyUp().catch(() => 'anything' as const), late]);
  }

  private async tidyUp(): Promise<Leftover> {
    const open = await listOpen(this.stage.lane.client);
    await Promise.all(
      open.map(({ workflowId }) =>
        this.workflows
          .getHandle(workflowId)
          .terminate()
          .catch(() => {}),
      ),
    );
    const { lane } = this.stage;
    if (!(await lane.clock.stands(STILL_MS))) return 'anything';
    return (await lane.isClean()) ? 'nothing' : 'locks';
  }

  /** The host is gone; gives its death a moment to be told in full. */
  private async hostTrouble(): Promise<Error> {
    return await this.watch.bounded(new Promise<Error>(() => {}), 'the host', 1000).catch((error: Error) => error);
  }
}
