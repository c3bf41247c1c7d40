import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const mostNotices = 5;

/**
 * What TypeScript says of a submission's files, as notices: `workflows.ts:14: Type 'number' is not assignable …`.
 * Empty when there is nothing to say, when it takes longer than `withinMs`, or when `tsc` can't be run: it never decides.
 */
export async function readTypeNotices({
  root,
  dir,
  platform,
  arch,
  signal,
  withinMs = 5000,
}: {
  /** Folder of the clone. */
  root: string;
  /** Absolute folder of the submission; may lie outside the clone. */
  dir: string;
  platform: NodeJS.Platform;
  arch: string;
  signal: AbortSignal;
  withinMs?: number;
}): Promise<string[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'kata-types-'));
  try {
    const project = join(scratch, 'tsconfig.json');
    await writeFile(project, JSON.stringify(projectOf(root, dir)));
    const args = ['--project', project, '--pretty', 'false'];
    const program = findCompiler(root, platform, arch);
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
    return shorten(parseProblems(await runCompiler({ program, args, cwd: dir, signal: bounded })));
  } catch {
    return [];
  } finally {
    await rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
}

/** The clone's own rules, for one folder that need not lie in it. */
function projectOf(root: string, dir: string): object {
  const inClone = (...parts: string[]) => join(root, ...parts).replaceAll('\\', '/');
  return {
    extends: inClone('tsconfig.json'),
    include: [`${dir.replaceAll('\\', '/')}/**/*.ts`],
    exclude: [`${dir.replaceAll('\\', '/')}/**/node_modules`],
    compilerOptions: {
      noEmit: true,
      typeRoots: [inClone('node_modules', '@types')],
      paths: { '#world': [inClone('grader', 'world', 'clients.ts')], '*': [inClone('node_modules', '*')] },
    },
  };
}

/** The compiler's own program: without its launcher there is one process less to start and to end. */
function findCompiler(root: string, platform: NodeJS.Platform, arch: string): string {
  const folder = join(root, 'node_modules', '@typescript', `typescript-${platform}-${arch}`, 'lib');
  return join(folder, platform === 'win32' ? 'tsc.exe' : 'tsc');
}

interface Run {
  program: string;
  args: string[];
  cwd: string;
  signal: AbortSignal;
}

function runCompiler({ program, args, cwd, signal }: Run): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
      signal,
      killSignal: 'SIGKILL',
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      if (text.length < 200_000) text += part;
    });
    child.once('error', reject);
    child.once('close', () => resolve(text));
  });
}

/** Reads `file(line,column): error TS2322: message`; only of files inside the submission. */
function parseProblems(output: string): string[] {
  return output.split('\n').flatMap((line) => {
    const match = /^([^(]+)\((\d+),\d+\): error TS\d+: (.+)$/.exec(line.trimEnd());
    if (!match) return [];
    const [, file = '', row, message = ''] = match;
    return file.startsWith('..') || /^([/\\]|[A-Za-z]:)/.test(file) ? [] : [`${file}:${row}: ${message}`];
  });
}

function shorten(problems: string[]): string[] {
  const more = problems.length - mostNotices;
  return more > 0 ? [...problems.slice(0, mostNotices), `${more} more type errors.`] : problems;
}
