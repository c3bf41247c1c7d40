import { readFile } from 'node:fs/promises';

/** Ids of all processes that a process has started, directly or not. Linux only. */
export async function listDescendants(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const own = text.split(' ').flatMap((word) => (word.trim() === '' ? [] : [Number(word)]));
  return [...own, ...(await Promise.all(own.map(listDescendants))).flat()];
}

/** The command line of a process; empty when it is gone. Linux only. */
export async function commandOf(pid: number): Promise<string> {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
}

/** Waits until none of the processes runs any more; answers with those that still do after `withinMs`. Linux only. */
export async function untilGone(pids: readonly number[], withinMs: number): Promise<number[]> {
  const end = Date.now() + withinMs;
  for (;;) {
    const states = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')));
    const left = pids.filter((_pid, index) => states[index] !== '' && !/\) Z /.test(states[index] ?? ''));
    if (left.length === 0 || Date.now() > end) return left;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
