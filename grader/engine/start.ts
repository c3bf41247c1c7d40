import { setTimeout as delay } from 'node:timers/promises';
import { FaultError } from '../catalog/fault.ts';
import { unreachable } from '../catalog/unreachable.ts';
import { type Child, type Ending, spawnChild } from './child.ts';
import { commandOf, type ServerCommand } from './command.ts';
import type { Engine, EngineChoice } from './engine.ts';
import type { Keeper } from './keeper.ts';
import { canConnect, findPort } from './port.ts';

const usuallyReadyWithinMs = 10_000;
const ports = 3;

/**
 * Starts a server on a free loopback port and waits until it answers. `archiveTo` lets a JVM write its class-data
 * archive to that file when it is stopped.
 * Throws FaultError `engine-start` when it cannot be run, ends early or does not answer within `readyWithinMs`.
 */
export async function startEngine(
  choice: EngineChoice,
  keeper: Keeper,
  { archiveTo, readyWithinMs = usuallyReadyWithinMs }: { archiveTo?: string; readyWithinMs?: number } = {},
): Promise<Engine> {
  const command = commandOf(choice, archiveTo);
  for (let left = ports; ; left--) {
    const port = await findPort();
    const server = spawnChild(command.executable, command.args(port), { keeper });
    const failure = await waitForAnswer(server, port, readyWithinMs);
    if (!failure) return engineOf(choice, { server, port, command });
    await endServer(server);
    if (left <= 1 || !/already in use|bind/i.test(server.output())) throw startFault(command, server, failure);
  }
}

/** Resolves with `undefined` once the server answers, or with the reason why it never will. */
async function waitForAnswer(server: Child, port: number, readyWithinMs: number): Promise<string | undefined> {
  const late = AbortSignal.timeout(readyWithinMs);
  const answer = async () => {
    // Loading the client takes as long as the server takes to open its port, so they go side by side.
    const client = import('./connection.ts');
    while (!(await canConnect(port))) {
      if (late.aborted || !server.isRunning()) return;
      await delay(10);
    }
    const connection = await (await client).connectEngine(`127.0.0.1:${port}`, readyWithinMs);
    await connection.close();
  };
  const ended = server.ended.then(describeEnding);
  const tooLate = new Promise<string>((resolve) => {
    late.addEventListener('abort', () => resolve(`did not answer within ${readyWithinMs / 1000} s`));
  });
  // Somebody else may have taken the port and answer in its place: only a server that still runs counts.
  const answered = answer().then(
    () => (server.isRunning() ? undefined : ended),
    (error: unknown) => `did not answer as a Temporal server: ${error instanceof Error ? error.message : error}`,
  );
  return Promise.race([answered, ended, tooLate]);
}

function describeEnding(ending: Ending): string {
  switch (ending.kind) {
    case 'exit':
      return `ended with exit code ${ending.code}`;
    case 'signal':
      return `was ended by ${ending.signal}`;
    case 'not-run':
      return `could not be run (${ending.code})`;
    default:
      return unreachable(ending);
  }
}

function engineOf(
  choice: EngineChoice,
  { server, port, command }: { server: Child; port: number; command: ServerCommand },
): Engine {
  return {
    kind: choice.kind,
    version: choice.version,
    address: `127.0.0.1:${port}`,
    pid: server.pid,
    exited: server.ended.then(() => undefined),
    stop: () => endServer(server, command.saveWithinMs),
  };
}

/** Ends a server and all it launched; one that has something to save is asked first. */
async function endServer(server: Child, saveWithinMs = 0): Promise<void> {
  if (saveWithinMs > 0) {
    server.signal('SIGTERM');
    await Promise.race([server.ended, delay(saveWithinMs, undefined, { ref: false })]);
  }
  server.signal('SIGKILL');
  await server.ended;
}

function startFault(command: ServerCommand, server: Child, failure: string): FaultError {
  const printed = server.output().split('\n').slice(-3).join(' | ').slice(0, 400);
  return new FaultError({
    code: 'engine-start',
    message: `The engine ${command.executable} ${failure}${printed ? `; it printed: ${printed}` : ''}.`,
    repair: 'Run `npx kata doctor`: it shows each way to get an engine and how to repair it.',
  });
}
