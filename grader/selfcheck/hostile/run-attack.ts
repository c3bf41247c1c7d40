import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Attack, Files } from './attack.ts';
import { sleepSeconds } from './attacks-on-life.ts';

/** All attacks are answers to this topic. */
export const topicOfAttacks = '04-activities-external-interactions';

/** What a grading of an attack came to, seen from outside. */
export interface Aftermath {
  code: number | null;
  /** The only line on stdout, read as JSON; undefined when it is anything else. */
  verdict: { verdict: string; findings: { id: string }[] } | undefined;
  stderr: string;
  ms: number;
  /** The most the grader's own process held, in MB; 0 where it can't be read. */
  peakMb: number;
  /** Whether Node's debugger was listening. */
  debuggerOpen: boolean;
}

/** Lays the attack into `dir` and grades it as a user would, with these options besides. */
export async function runAttack(
  root: string,
  attack: Attack,
  dir: string,
  options: readonly string[] = [],
): Promise<Aftermath> {
  await layOut(root, attack, dir);
  const started = performance.now();
  const args = [
    join(root, 'grader/bin.mjs'),
    'check',
    topicOfAttacks,
    '--from',
    dir,
    '--json',
    '--seed',
    '7',
    ...options,
  ];
  const child = spawn(process.execPath, args, { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      texts[name] = (texts[name] + text).slice(-1_000_000);
    });
  let [peakMb, debuggerOpen] = [0, false];
  const timer = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    peakMb = Math.max(peakMb, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
  }, 200);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(timer);
  debuggerOpen = /Debugger listening/.test(texts.stderr);
  return { code, verdict: readVerdict(texts.stdout), ...texts, ms: performance.now() - started, peakMb, debuggerOpen };
}

/** Command lines of processes that an attack has left behind. */
export async function listLeftovers(): Promise<string[]> {
  const found: string[] = [];
  for (const pid of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(pid)) continue;
    const line = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ').trim();
    if (line.includes(`sleep ${sleepSeconds}`)) found.push(`${pid} ${line}`);
  }
  return found;
}

/** Writes the files of an attack into a folder. */
export async function layOut(root: string, { base, files, links = {} }: Attack, dir: string): Promise<void> {
  const from = join(
    root,
    base === 'solution' ? `solutions/${topicOfAttacks}` : `grader/topics/${topicOfAttacks}/shipped`,
  );
  const known: Record<string, string> = {};
  for (const name of await readdir(from)) known[name] = await readFile(join(from, name), 'utf8');
  const all: Files = { ...known, ...files(known) };
  for (const [name, text] of Object.entries(all)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  }
  for (const [name, target] of Object.entries(links)) await symlink(join(root, target), join(dir, name));
}

function readVerdict(stdout: string): Aftermath['verdict'] {
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}
