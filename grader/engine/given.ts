import { resolve } from 'node:path';
import { inspectExecutable } from './executable.ts';
import { type Attempt, attempt, describeFlaw, refuse, type Search } from './way.ts';

/** The first way: an executable that the user names in KATA_ENGINE; `undefined` when none is named. */
export async function tryGiven(search: Search): Promise<Attempt | undefined> {
  const named = search.env.KATA_ENGINE;
  if (!named) return undefined;
  const executable = resolve(search.root, named);
  const flaw = await inspectExecutable(executable, search);
  if (flaw === 'not-executable') {
    return refuse('given', `${executable}, named by KATA_ENGINE, may not be executed`, `chmod +x ${executable}`);
  }
  if (flaw) {
    const repair = 'Let KATA_ENGINE name a temporal-test-server for this machine, or unset it.';
    return refuse('given', `${executable}, named by KATA_ENGINE, ${describeFlaw(flaw)}`, repair);
  }
  const repair = 'Let KATA_ENGINE name a temporal-test-server that runs, or unset it.';
  return attempt({ kind: 'given', version: 'unknown', executable }, search.keeper, repair);
}
