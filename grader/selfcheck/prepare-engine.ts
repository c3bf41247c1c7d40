import { openTestSupply } from '../lab/test-supply.ts';

/** Finds and prepares this machine's engine once, before any test: several at a time would each prepare one. */
export async function setup(): Promise<void> {
  const supply = await openTestSupply(process.env).catch(() => undefined);
  // Without an engine the tests that need one say so, each in its own words.
  if (!supply) return;
  await supply.close();
  await supply.keeper.close();
}
