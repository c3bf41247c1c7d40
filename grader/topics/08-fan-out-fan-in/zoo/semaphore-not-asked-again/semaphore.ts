import { condition } from '@temporalio/workflow';

/** Lets so many through at once. */
export class Semaphore {
  constructor(private free: number) {}

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    await condition(() => this.free > 0);
    this.free -= 1;
    try {
      return await work();
    } finally {
      this.free += 1;
    }
  }
}
