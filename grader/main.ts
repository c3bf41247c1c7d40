import { readFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FaultError, UsageError } from './catalog/fault.ts';
import { readCommand } from './commands/read-command.ts';
import { runCommand } from './commands/run-command.ts';
import { print } from './commands/surroundings.ts';

/** How long what was interrupted may take to end its engine and hosts; the keeper ends what is left. */
const endWithinMs = 3000;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { stdout, stderr, stdin, env, platform, arch } = process;
const interruption = new AbortController();
let interrupted: number | undefined;

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    // Asked twice: no more waiting.
    if (interrupted !== undefined) process.exit(interrupted);
    interrupted = 128 + constants.signals[name];
    interruption.abort(new Error(`interrupted by ${name}`));
    setTimeout(() => process.exit(interrupted), endWithinMs).unref();
  });
}
/** What has to happen on every way out, a crash included: the terminal gets its own screen back. */
let lastAct = () => {};
process.on('exit', () => lastAct());
// Nobody waited for it: still a fault of ours, and not the 1 that says that somebody's answer is wrong.
for (const name of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(name, (error) => process.exit(interrupted ?? explain(error)));
// The reader may have enough, as `head` has: no failure of ours.
for (const stream of [stdout, stderr]) stream.on('error', () => process.exit(interrupted ?? 0));

const code = await run();
// What is written last may still be on its way, and the SDK's threads would hold the process for ever.
await Promise.all([stdout, stderr].map((stream) => new Promise((resolve) => stream.write('', resolve))));
process.exit(interrupted ?? code);

async function run(): Promise<number> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  try {
    const command = readCommand(process.argv.slice(2), version);
    return await runCommand(command, {
      ...{ root, cwd: process.cwd(), env, platform, arch, node: process.versions.node, version },
      ...{ stdout, stderr, stdin, signal: interruption.signal, now: () => new Date() },
      atExit: (act) => {
        lastAct = act;
      },
    });
  } catch (error) {
    if (interrupted !== undefined) return interrupted;
    return explain(error);
  }
}

function explain(error: unknown): number {
  if (error instanceof UsageError) {
    print(stderr, error.message);
    return 2;
  }
  if (error instanceof FaultError) {
    const { code: name, message, repair } = error.fault;
    print(stderr, `${message} (${name})\nThis is not your code. ${repair}`);
    return 3;
  }
  print(stderr, `The grader broke: ${error instanceof Error ? error.stack : error}`);
  print(stderr, 'This is not your code. Please report it, with the lines above.');
  return 3;
}
