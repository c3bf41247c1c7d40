import { spawn } from 'node:child_process';
import { UsageError } from '../../catalog/fault.ts';

export interface GitOptions {
  /** What the program reads. */
  input?: string;
  env?: NodeJS.ProcessEnv;
}

/** Runs git in one folder. */
export interface Git {
  /** Standard output without the line break at its end. @throws UsageError with what git said. */
  run(args: readonly string[], options?: GitOptions): Promise<string>;
  /** The same, or undefined when git says no. */
  ask(args: readonly string[]): Promise<string | undefined>;
  /** Paths out of a command that ends each with NUL. */
  list(args: readonly string[]): Promise<string[]>;
}

/** Opens git for a folder. */
export function openGit(cwd: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): Git {
  const run = (args: readonly string[], options: GitOptions = {}) =>
    runGit(args, { cwd, signal, ...options, env: { ...env, ...options.env } });
  return {
    run,
    ask: (args) => run(args).catch(() => undefined),
    list: async (args) => (await run(args)).split('\0').filter((path) => path !== ''),
  };
}

function runGit(
  args: readonly string[],
  { cwd, env, signal, input = '' }: GitOptions & { cwd: string; signal: AbortSignal | undefined },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...args], { cwd, env: { ...env, LC_ALL: 'C' }, signal, windowsHide: true });
    const [out, said]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (part: Buffer) => out.push(part));
    child.stderr.on('data', (part: Buffer) => said.push(part));
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') return reject(error);
      reject(new UsageError('`update` needs git. Install it (https://git-scm.com/downloads), and run it again.'));
    });
    child.once('close', (code) => {
      if (code === 0) return resolve(Buffer.concat(out).toString().replace(/\n$/, ''));
      const reason = Buffer.concat(said).toString().trim().split('\n').slice(-3).join('\n');
      reject(new UsageError(`\`git ${args[0]}\` failed, and nothing was lost: ${reason}`));
    });
    // A program that reads nothing may be gone before this is written.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
