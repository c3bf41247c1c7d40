import { setTimeout as delay } from 'node:timers/promises';
import type { TestService } from '@temporalio/client';
import { toMs } from './read-values.ts';

/**
 * The engine's clock. Its locks are counted per server, so exactly one thing may let time flow at any moment:
 * two at once would take away the lock that protects a running activity.
 */
export class Clock {
  private flowing = false;
  /** Locks that were let go and are not back: of a sleep that goes on, or of a call that failed half-way. */
  private outstanding = 0;

  constructor(private readonly server: TestService) {}

  /** Virtual now, in ms since 1970. */
  async now(): Promise<number> {
    return toMs((await this.server.getCurrentTime({})).time);
  }

  /** Whether something lets time flow right now. */
  get isFlowing(): boolean {
    return this.flowing;
  }

  /** Lets idle time be skipped while `work` runs. Throws when time flows already. */
  async flow<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.flowing) throw new Error('one awaiter per server: time is already flowing');
    this.flowing = true;
    try {
      this.outstanding++;
      await this.server.unlockTimeSkipping({});
      try {
        return await work();
      } finally {
        await this.server.lockTimeSkipping({});
        this.outstanding--;
      }
    } finally {
      this.flowing = false;
    }
  }

  /** Lets exactly so much virtual time pass; everything due before is processed when it resolves. */
  async pass(ms: number): Promise<void> {
    if (this.flowing) throw new Error('one awaiter per server: time is already flowing');
    this.flowing = true;
    try {
      await this.skip(ms);
    } finally {
      this.flowing = false;
    }
  }

  /** One more unlock for so long, whoever else lets time flow: only for forcing an activity's timeout. */
  async skip(ms: number): Promise<void> {
    const duration = { seconds: Math.floor(ms / 1000) as never, nanos: (ms % 1000) * 1_000_000 };
    this.outstanding++;
    await this.server.unlockTimeSkippingWithSleep({ duration });
    this.outstanding--;
  }

  /** Whether nothing lets time flow any more, or will stop it once more; waits for it, at most `ms` of real time. */
  async stands(ms: number): Promise<boolean> {
    for (const until = performance.now() + ms; this.flowing || this.outstanding > 0; ) {
      if (performance.now() > until) return false;
      await delay(5);
    }
    return true;
  }

  /** Takes away one lock, whoever left it: only for locks of closed runs. Throws when there is none. */
  async free(): Promise<void> {
    await this.server.unlockTimeSkipping({});
  }
}
