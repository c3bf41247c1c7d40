import { condition } from '@temporalio/workflow';

/** Lets so many through at once. */
export class Semaphore {
  constructor(private free: number) {}

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    while (this.free === 0) await condition(() => this.free > 0);
    this.free -= 1;
    const result = await work();
    this.free += 1;
    return result;
  }
}
