import { condition } from '@temporalio/workflow';

/** Lets one in at a time; whoever wakes up looks again before going in. */
export class Lock {
  private busy = false;

  async hold<Result>(work: () => Promise<Result>): Promise<Result> {
    while (this.busy) await condition(() => !this.busy);
    this.busy = true;
    try {
      return await work();
    } finally {
      this.busy = false;
    }
  }
}
