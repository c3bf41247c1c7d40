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

/** One engine, the way to its clock and client, and the door of the world. Hosts come and go on it. */
export class Lane {
  private readonly closing: Promise<void>[] = [];
  /** Something was left open on the engine: whoever comes next gets another one. */
  private soiled = false;

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

  /** Runs `work` so that its calls to the server end when this engine is replaced. */
  async within<Result>(work: () => Promise<Result>): Promise<Result> {
    const { connection, over } = this.station;
    return await connection.withAbortSignal(over.signal, work);
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
    const skipped = this.clock.pass(10_000).then(() => true);
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, PROBE_MS, false));
    return await Promise.race([skipped.catch(() => false), late]);
  }

  /** Whether the engine still answers at all. */
  async isThere(): Promise<boolean> {
    const answered = this.clock.now().then(() => true);
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, THERE_MS, false));
    return await Promise.race([answered.catch(() => false), late]);
  }

  /** Says that something was left behind on the engine; nobody may use it any more. */
  soil(): void {
    this.soiled = true;
    // The next engine and host start while the check's end is still being told.
    if (this.path === 'fast') this.supply.warm();
  }

  /** Replaces the engine by a fresh one, if something was left behind on it; says whether it did. */
  async renewIfSoiled(): Promise<boolean> {
    if (!this.soiled) return false;
    const old = this.station;
    this.closing.push(closeStation(old));
    this.station = await openStation(this.supply, this.path);
    this.soiled = false;
    return true;
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.world.close(), closeStation(this.station), ...this.closing]);
  }
}
