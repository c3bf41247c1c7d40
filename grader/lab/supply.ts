import type { Engine, EngineChoice } from '../engine/engine.ts';
import type { Keeper } from '../engine/keeper.ts';
import { startEngine } from '../engine/start.ts';
import { startOfficialEngine } from '../engine/start-official.ts';
import type { Sandbox, SpareHost } from '../host/host.ts';
import { spawnHost } from '../host/spawn-host.ts';

/** Where a host is said to stand; a plain one can be taken from the spares. */
export interface HostPlace {
  timeZone?: string;
  locale?: string;
}

/** Gives lanes engines and hosts, and keeps one of each warm once a lane has needed to replace one. */
export class Supply {
  private spareEngine: Promise<Engine> | undefined;
  private spareHost: Promise<SpareHost> | undefined;
  private closed = false;

  constructor(
    private readonly choice: EngineChoice,
    readonly keeper: Keeper,
    private readonly sandbox?: Sandbox,
  ) {}

  /** Starts a spare engine and a spare host in the background, unless they are there. */
  warm(): void {
    if (this.closed) return;
    if (!this.spareEngine) {
      const spare = quiet(startEngine(this.choice, this.keeper));
      this.spareEngine = spare;
      whenGone(spare, () => {
        if (this.spareEngine === spare) this.spareEngine = undefined;
      });
    }
    this.warmHost();
  }

  /** Starts a spare host in the background: it loads the SDK while the submission is being bundled. */
  warmHost(): void {
    if (this.closed || this.spareHost) return;
    const spare = quiet(this.spawn());
    this.spareHost = spare;
    whenGone(spare, () => {
      if (this.spareHost === spare) this.spareHost = undefined;
    });
  }

  /** A fresh engine. @throws FaultError when none can be started. */
  async engine(): Promise<Engine> {
    const spare = this.spareEngine;
    this.spareEngine = undefined;
    return await (spare ?? startEngine(this.choice, this.keeper));
  }

  /** A fresh engine, started by the SDK's `createTimeSkipping`. @throws FaultError when it can't be. */
  async officialEngine(): Promise<Engine> {
    return await startOfficialEngine(this.choice, this.keeper);
  }

  /** A fresh host that knows no submission yet. */
  async host(place: HostPlace = {}): Promise<SpareHost> {
    if (place.timeZone || place.locale) return await this.spawn(place);
    const spare = this.spareHost;
    this.spareHost = undefined;
    return await (spare ?? this.spawn());
  }

  private spawn(place: HostPlace = {}): Promise<SpareHost> {
    return spawnHost({ keeper: this.keeper, ...place, ...(this.sandbox && { sandbox: this.sandbox }) });
  }

  /** Ends the spares. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.allSettled([
      this.spareEngine?.then((engine) => engine.stop()),
      this.spareHost?.then((host) => host.kill()),
    ]);
  }
}

/** A spare that dies while it waits is nobody's any more; whoever comes next gets a fresh one. */
function whenGone(spare: Promise<{ exited: Promise<unknown> }>, act: () => void): void {
  spare.then(({ exited }) => exited.then(act)).catch(() => {});
}

/** A spare that fails is noticed when it is taken, not before. */
function quiet<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {});
  return promise;
}
