import type { BuildPath } from '../host/build.ts';
import { Lane } from './lane.ts';
import type { Supply } from './supply.ts';

/** The lanes of one grader: one from the start, and a second one that never keeps anybody waiting. */
export class Lanes {
  private first: Promise<Lane> | undefined;
  private second: Promise<Lane | undefined> | undefined;
  /** The second one, once it is there. */
  private beside: Lane | undefined;

  constructor(
    private readonly supply: Supply,
    private readonly path: BuildPath,
  ) {}

  /** The lanes that are open; opens the first. @throws FaultError when no engine can be started. */
  async ready(): Promise<[Lane, ...Lane[]]> {
    this.first ??= Lane.open(this.supply, this.path);
    this.first.catch(() => {
      this.first = undefined;
    });
    const first = await this.first;
    return this.beside ? [first, this.beside] : [first];
  }

  /** Opens a second lane in the background; without one, all goes on as before. */
  widen(): void {
    this.second ??= Lane.open(this.supply, this.path).then(
      (lane) => {
        this.beside = lane;
        return lane;
      },
      () => {
        this.second = undefined;
        return undefined;
      },
    );
  }

  async close(): Promise<void> {
    const all = await Promise.allSettled([this.first, this.second]);
    await Promise.allSettled(all.map((lane) => (lane.status === 'fulfilled' ? lane.value?.close() : undefined)));
  }
}
