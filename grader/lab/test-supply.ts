import { fileURLToPath } from 'node:url';
import { findEngine } from '../engine/find.ts';
import { openKeeper } from '../engine/keeper.ts';
import { Supply } from './supply.ts';

/** A supply for tests: this machine's engine, found as for a learner. Close it, and then its keeper. */
export async function openTestSupply(env: NodeJS.ProcessEnv): Promise<Supply> {
  const keeper = openKeeper();
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const { platform, arch } = process;
  const { choice } = await findEngine({ root, env, platform, arch, keeper, report: () => {} });
  return new Supply(choice, keeper);
}
