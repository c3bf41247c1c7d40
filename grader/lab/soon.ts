import { Stopped } from './stopped.ts';

/** Whether something that a check waits for happened before the lab lost patience. @throws whatever else stops a check. */
export async function isSoon(waiting: Promise<unknown>): Promise<boolean> {
  try {
    await waiting;
    return true;
  } catch (error) {
    if (error instanceof Stopped && error.raw.kind === 'deadline') return false;
    throw error;
  }
}
