import { FaultError } from '../catalog/fault.ts';
import type { EngineChoice } from './engine.ts';
import type { Keeper } from './keeper.ts';
import { startEngine } from './start.ts';

const days = 30;
const skipWithinMs = 15_000;
/** Longer than a graded run waits: a first start reads all from the disk, often on a machine busy with setting up. */
const readyWithinMs = 30_000;

/** What a round trip has shown. */
export interface Proof {
  /** From start to stop, in real time. */
  ms: number;
  /** How far its clock moved. */
  days: number;
}

/**
 * A round trip: starts the engine, lets 30 days pass on its clock, stops it. `archiveTo` makes it the training run of a
 * JVM too, which is then worked a little and writes its class-data archive to that file.
 * Throws FaultError `engine-start`, or `engine-clock` when it runs but does not skip time.
 */
export async function proveEngine(
  choice: EngineChoice,
  keeper: Keeper,
  { archiveTo }: { archiveTo?: string } = {},
): Promise<Proof> {
  const begin = performance.now();
  const engine = await startEngine(choice, keeper, { readyWithinMs, ...(archiveTo ? { archiveTo } : {}) });
  try {
    const skipped = await skipDays(engine.address);
    if (skipped < days) {
      throw clockFault(`its clock moved by ${skipped.toFixed(1)} days when it should have moved by ${days}`);
    }
    // What trains the archive is only there to make later starts faster.
    if (archiveTo) await import('./training.ts').then(({ trainEngine }) => trainEngine(engine.address)).catch(() => {});
    await engine.stop();
    return { ms: Math.round(performance.now() - begin), days: Math.floor(skipped) };
  } finally {
    await engine.stop();
  }
}

async function skipDays(address: string): Promise<number> {
  const { connectEngine } = await import('./connection.ts');
  const connection = await connectEngine(address);
  try {
    const clock = connection.testService;
    const { msToTs } = await import('@temporalio/common/lib/time.js');
    return await connection.withDeadline(Date.now() + skipWithinMs, async () => {
      const before = await clock?.getCurrentTime({});
      await clock?.unlockTimeSkippingWithSleep({ duration: msToTs(`${days} days`) });
      const after = await clock?.getCurrentTime({});
      return (Number(after?.time?.seconds ?? 0) - Number(before?.time?.seconds ?? 0)) / 86_400;
    });
  } catch (error) {
    throw clockFault(error instanceof Error ? error.message : String(error));
  } finally {
    await connection.close();
  }
}

function clockFault(reason: string): FaultError {
  return new FaultError({
    code: 'engine-clock',
    message: `The engine runs, but it does not skip time: ${reason}.`,
    repair: "Use Temporal's time-skipping test server, not another server; `npx kata doctor` shows the ways to get it.",
  });
}
