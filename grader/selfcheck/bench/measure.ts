import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

/** One run of a program, from its start to its exit. */
export interface Measured {
  ms: number;
  code: number | null;
  stdout: string;
  /**
   * Resident memory of the program and all it started, together, at its highest; MB; 0 where it can't be read. What several
   * hold in common, as the binary of Node, counts once.
   */
  peakMb: number;
}

/** Runs a program of Node to its exit; `watchMemory` costs a look at every process ten times a second. */
export async function measure(
  args: readonly string[],
  { cwd, env, watchMemory = false }: { cwd: string; env: NodeJS.ProcessEnv; watchMemory?: boolean },
): Promise<Measured> {
  const started = performance.now();
  const child = spawn(process.execPath, [...args], { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] });
  let [stdout, peakMb] = ['', 0];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  const timer = setInterval(async () => {
    if (watchMemory && child.pid) peakMb = Math.max(peakMb, await readTreeMb(child.pid));
  }, 100);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(timer);
  return { ms: performance.now() - started, code, stdout, peakMb };
}

/** The middle one; of an even number the lower of the two. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}

/** Does something again and again, and gives the times it took, in ms. */
export async function times(count: number, work: () => Promise<{ ms: number }>): Promise<number[]> {
  const all: number[] = [];
  for (let i = 0; i < count; i++) all.push((await work()).ms);
  return all;
}

async function readTreeMb(root: number): Promise<number> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
    parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0));
  }
  const isBelow = (pid: number): boolean => pid === root || (pid > 1 && isBelow(parents.get(pid) ?? 0));
  const sizes = await Promise.all([...parents.keys()].filter(isBelow).map(readShareMb));
  return sizes.reduce((sum, mb) => sum + mb, 0);
}

/** A process's part of what is in memory, in MB: of a page that several share, its share. */
async function readShareMb(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024;
}
