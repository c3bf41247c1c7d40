import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaultError } from '../catalog/fault.ts';
import { commandOf } from './command.ts';
import type { Engine, EngineChoice } from './engine.ts';
import type { Keeper } from './keeper.ts';

/**
 * Starts a server the way the SDK documents it, by `TestWorkflowEnvironment.createTimeSkipping`.
 * @throws FaultError `engine-start` when the SDK can't start it.
 */
export async function startOfficialEngine(choice: EngineChoice, keeper: Keeper): Promise<Engine> {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  await quietRuntime();
  const launcher = await writeLauncher(choice);
  try {
    const env = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: launcher.path } },
    });
    const pid = await launcher.pid();
    const release = pid === undefined ? () => {} : keeper.keep(pid);
    let ended: Promise<void> | undefined;
    const stop = async () => {
      await env.teardown().catch(() => {});
      release();
    };
    return {
      kind: choice.kind,
      version: choice.version,
      address: env.address,
      pid,
      // The SDK does not say when its server ends; a call that fails does.
      exited: new Promise(() => {}),
      stop: () => {
        ended ??= stop();
        return ended;
      },
    };
  } catch (error) {
    throw new FaultError({
      code: 'engine-start',
      message: `The SDK could not start the engine: ${error instanceof Error ? error.message : error}.`,
      repair: 'Run `npx kata doctor`: it shows each way to get an engine and how to repair it.',
    });
  } finally {
    await rm(launcher.dir, { recursive: true, force: true });
  }
}

/** The SDK runs one program with a port; a JVM needs more words than that. */
async function writeLauncher(choice: EngineChoice) {
  const dir = await mkdtemp(join(tmpdir(), 'kata-engine-'));
  const [path, pidFile] = [join(dir, 'launch'), join(dir, 'pid')];
  const { executable, args } = commandOf(choice);
  const words = [executable, ...args(0).slice(0, -1)].map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
  await writeFile(path, `#!/bin/sh\necho $$ > '${pidFile}'\nexec ${words.join(' ')} "$@" 2>/dev/null\n`);
  await chmod(path, 0o755);
  const pid = async () => Number(await readFile(pidFile, 'utf8').catch(() => '')) || undefined;
  return { dir, path, pid };
}

async function quietRuntime(): Promise<void> {
  const { Runtime } = await import('@temporalio/worker');
  try {
    Runtime.install({ telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
  } catch {
    // Installed already, by an earlier engine of this process.
  }
}
