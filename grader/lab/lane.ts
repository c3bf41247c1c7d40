import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Engine } from '../engine/engine.ts';
import type { BuildPath } from '../host/build.ts';
import type { SpareHost } from '../host/host.ts';
import { openWorldServer, type WorldServer } from '../world/server.ts';
import type { Clock } from './clock.ts';
import { closeStation, openStation, type Station } from './station.ts';
import type { HostPlace, Supply } from './supply.ts';

/** A clean engine answers within a few ms. One taken for soiled because the machine is slow costs a fresh one, no more. */
const PROBE_MS = 150;

/** A server that is there answers within a few ms, on a busy machine within some hundred. */
const THERE_MS = 3000;

/** So long time stands still before a lock counts as left over: what is being answered lets go of its own sooner. */
const STUCK_MS = 150;

/** More locks than a check can leave: whatever holds time then is something else. */
const MOST_LOCKS = 12;

/** The server walks over all runs it ever had, again and again: after so many checks a fresh one is cheaper. */
const MOST_CHECKS = 100;

/** An engine is replaced before its clock reaches the year 2500; the last that a timestamp can say is 9999. */
const LATEST = Date.UTC(2500, 0);

/**
 * What a check leaves on its engine. `locks`: its runs are closed, but what was open in them (an activity, a failing task)
 * holds time for ever. `anything`: it is not known what is still under way.
 */
export type Leftover = 'nothing' | 'locks' | 'anything';

/** One engine, the way to its clock and client, and the door of the world. Hosts come and go on it. */
export class Lane {
  private readonly closing: Promise<void>[] = [];
  private left: Leftover = 'nothing';
  /** How many checks the engine has served. */
  private checks = 0;
  /** The look at whether time still skips; it goes on where time stands still. */
  private probe: Promise<'skipped' | 'refused'> = Promise.resolve('skipped');
  /** What ends the calls of the checks since the last `renew`; those of one that was stopped may still wait for an answer. */
  private readonly unended: (() => void)[] = [];

  private constructor(
    private readonly supply: Supply,
    readonly path: BuildPath,
    readonly world: WorldServer,
    private station: Station,
  ) {}

  /** Opens a lane. @throws FaultError when no engine can be started. */
  static async open(supply: Supply, path: BuildPath): Promise<Lane> {
    const [world, station] = await Promise.all([openWorldServer(), openStation(supply, path)]);
    return new Lane(supply, path, world, station);
  }

  get engine(): Engine {
    return this.station.engine;
  }

  get client(): Client {
    return this.station.client;
  }

  get clock(): Clock {
    return this.station.clock;
  }

  /** Aborted when the engine is gone. */
  get lost(): AbortSignal {
    return this.station.lost;
  }

  /**
   * Runs `work` so that its calls to the server end when this engine is replaced. Each work has a signal of its own: the
   * SDK's client never takes back what it hangs on a signal, and an engine outlives many checks.
   */
  async within<Result>(work: () => Promise<Result>): Promise<Result> {
    const { connection, over } = this.station;
    const own = new AbortController();
    setMaxListeners(0, own.signal);
    const end = () => {
      over.signal.removeEventListener('abort', end);
      own.abort();
    };
    over.signal.addEventListener('abort', end);
    this.unended.push(end);
    return await connection.withAbortSignal(own.signal, work);
  }

  /** A fresh host process for this lane, not started yet. */
  spareHost(place?: HostPlace): Promise<SpareHost> {
    return this.supply.host(place);
  }

  /**
   * Whether the engine's time still skips: what a check leaves open (an activity of a closed run, a failing task)
   * keeps a lock for ever, and every later sleep on this server would take real time.
   */
  async isClean(): Promise<boolean> {
    this.checks += 1;
    this.probe = this.clock.pass(10_000).then(
      () => 'skipped' as const,
      () => 'refused' as const,
    );
    return (await this.probeWithin(PROBE_MS)) === 'skipped';
  }

  private async probeWithin(ms: number): Promise<'skipped' | 'refused' | 'stuck'> {
    return await Promise.race([this.probe, delay(ms, 'stuck' as const, { ref: false })]);
  }

  /** Whether the engine still answers at all. */
  async isThere(): Promise<boolean> {
    const answered = this.clock.now().then(() => true);
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, THERE_MS, false));
    return await Promise.race([answered.catch(() => false), late]);
  }

  /** Says that something was left behind on the engine; nobody may use it before `renew`. */
  soil(left: Exclude<Leftover, 'nothing'>): void {
    this.left = left;
    // The next host, and the next engine if it takes one, start while the check's end is still being told.
    if (this.path !== 'fast') return;
    if (left === 'locks') this.supply.warmHost();
    else this.supply.warm();
  }

  /** Whether something was left behind on the engine. */
  get isSoiled(): boolean {
    return this.left !== 'nothing';
  }

  /**
   * Takes away what was left behind: the locks, or the whole engine for a fresh one. No host may be on it any more.
   * @throws FaultError when no engine can be started.
   */
  async renew(): Promise<void> {
    const fit = this.left === 'nothing' || (this.left === 'locks' && (await this.freeTime()));
    if (!fit || this.checks > MOST_CHECKS || (await this.isLate())) {
      this.closing.push(closeStation(this.station));
      this.station = await openStation(this.supply, this.path);
      this.checks = 0;
    }
    for (const end of this.unended.splice(0)) end();
    this.left = 'nothing';
  }

  /**
   * Gives back the locks of closed runs, one after the other, until time skips again. The server never gives them back
   * itself: what would, a timeout or a late answer, finds a closed run and leaves them.
   */
  private async freeTime(): Promise<boolean> {
    if (this.path !== 'fast') return false;
    try {
      for (let freed = 0; freed <= MOST_LOCKS; freed++) {
        const seen = await this.probeWithin(STUCK_MS);
        if (seen !== 'stuck') return seen === 'skipped';
        await this.clock.free();
      }
    } catch {
      // A server that has no lock left, or is gone.
    }
    return false;
  }

  /** Whether the clock has come too far: each run that ends leaves timers behind, to which idle time jumps. */
  private async isLate(): Promise<boolean> {
    const now = this.clock.now().catch(() => undefined);
    const virtual = await Promise.race([now, delay(THERE_MS, undefined, { ref: false })]);
    return virtual === undefined || virtual > LATEST;
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.world.close(), closeStation(this.station), ...this.closing]);
  }
}
