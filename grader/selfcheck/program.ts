import { spawn } from 'node:child_process';
import type { Surroundings } from './surroundings.ts';

export interface ProgramOptions extends Pick<Surroundings, 'root' | 'signal'>, Partial<Pick<Surroundings, 'stderr'>> {
  env: NodeJS.ProcessEnv;
  /** `shown`: its output goes where ours goes; `kept`: it is given back. */
  output: 'shown' | 'kept';
}

/**
 * Runs a JavaScript program of an installed package with this Node, to its end.
 * @param script relative to the clone
 * @returns exit code (1 when a signal ended it) and, when kept, what it printed
 */
export async function runProgram(
  script: string,
  args: readonly string[],
  { root, env, signal, stderr, output }: ProgramOptions,
): Promise<{ code: number; printed: string }> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', output === 'shown' ? 'inherit' : 'pipe', output === 'shown' ? 'inherit' : 'pipe'],
    ...(signal && { signal, killSignal: 'SIGTERM' }),
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (ended, by) => {
      // Without a word of it, a run that somebody killed looks like one that said nothing.
      if (ended === null) stderr?.write(`${script} was ended by ${by} before it was through.\n`);
      resolve(ended ?? 1);
    });
  });
  return { code, printed };
}
