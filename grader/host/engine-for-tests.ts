import type { Connection } from '@temporalio/client';
import { TimeSkippingWorkflowClient } from '@temporalio/testing';
import { connectEngine } from '../engine/connection.ts';
import type { Engine } from '../engine/engine.ts';
import { findEngine, startFound } from '../engine/find.ts';
import { type Keeper, openKeeper } from '../engine/keeper.ts';
import { composeSubmission } from '../submission/submission.ts';
import type { BuildEntries, BuildPath } from './build.ts';
import { buildSubmission } from './build-submission.ts';
import type { Host, SpawnOptions, StartOptions, StartOutcome } from './host.ts';
import { rootDir } from './places.ts';
import { spawnHost } from './spawn-host.ts';

/** A real engine for tests of this folder, with a client whose waits skip time. */
export interface TestEngine {
  engine: Engine;
  keeper: Keeper;
  connection: Connection;
  workflows: TimeSkippingWorkflowClient;
  close(): Promise<void>;
}

export async function openTestEngine(): Promise<TestEngine> {
  const keeper = openKeeper();
  const options = {
    root: rootDir,
    env: process.env,
    platform: process.platform,
    arch: process.arch,
    keeper,
    report: () => undefined,
  };
  const { engine } = await startFound(await findEngine(options), options);
  const connection = await connectEngine(engine.address);
  const workflows = new TimeSkippingWorkflowClient({ connection });
  return {
    engine,
    keeper,
    connection,
    workflows,
    async close() {
      await connection.close();
      await engine.stop();
      await keeper.close();
    },
  };
}

export interface TestStart {
  files: Record<string, string>;
  path?: BuildPath;
  entries?: BuildEntries;
  spawn?: Partial<SpawnOptions>;
  start?: Partial<StartOptions>;
}

/** Builds files and starts them in a fresh host, by default with one worker on `taskQueue`. */
export async function startFiles(
  { engine, keeper }: TestEngine,
  taskQueue: string,
  { files, path = 'fast', entries = {}, spawn, start }: TestStart,
): Promise<StartOutcome> {
  const submission = composeSubmission({ origin: 'folder', dir: rootDir, files: Object.entries(files) });
  const present = { workflows: ['workflows.ts'].filter((file) => file in files), ...entries };
  const outcome = await buildSubmission(submission, { path, entries: present });
  if (outcome.kind !== 'built') throw new Error(JSON.stringify(outcome.problems));
  const activities = files['activities.ts'] === undefined ? {} : { activities: 'activities.ts' };
  const workflows = files['workflows.ts'] === undefined ? {} : { workflows: 'workflows.ts' };
  const spare = await spawnHost({ keeper, ...spawn });
  return spare.start({
    address: engine.address,
    build: outcome.build,
    workers: [{ taskQueue, ...workflows, ...activities }],
    ...start,
  });
}

/** As `startFiles`. @throws when it did not start. */
export async function openHostOf(lane: TestEngine, taskQueue: string, options: TestStart): Promise<Host> {
  const outcome = await startFiles(lane, taskQueue, options);
  if (outcome.kind !== 'started') throw new Error(JSON.stringify(outcome));
  return outcome.host;
}
