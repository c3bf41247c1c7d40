import { CancellationScope, log } from '@temporalio/workflow';

/** Steps with their undos; knows nothing of trips. */
export class Saga {
  private readonly undos: (() => Promise<unknown>)[] = [];

  async step<Result>(act: () => Promise<Result>, undo: () => Promise<unknown>): Promise<Result> {
    this.undos.unshift(undo);
    return await act();
  }

  async undoAll(): Promise<void> {
    const shield = new CancellationScope({ cancellable: false });
    await shield.run(async () => {
      for (const undo of this.undos) await undo().catch((failure) => log.error('An undo failed.', { failure }));
    });
  }
}
