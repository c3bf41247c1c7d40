import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Topic } from '../../catalog/topic.ts';
import { findEngine } from '../../engine/find.ts';
import { openKeeper } from '../../engine/keeper.ts';
import { Lane } from '../../lab/lane.ts';
import { Supply } from '../../lab/supply.ts';
import type { Surroundings } from '../surroundings.ts';

/** What a topic's histories/record.ts exports: contents by file name. */
interface Recorder {
  recordHistories(lane: Lane, root: string): Promise<Map<string, Uint8Array>>;
}

/** Records the histories of all given topics that ship some, in place of the old ones. @throws FaultError without an engine. */
export async function recordAllHistories(topics: readonly Topic[], surroundings: Surroundings): Promise<void> {
  const { root, env, platform, arch, stdout, stderr } = surroundings;
  const recorders = topics.filter(({ home }) => existsSync(join(root, home, 'histories', 'record.ts')));
  if (recorders.length === 0) {
    stdout.write('None of these topics has a histories/record.ts.\n');
    return;
  }
  const keeper = openKeeper();
  const report = (line: string) => stderr.write(`${line}\n`);
  const { choice } = await findEngine({ root, env, platform, arch, keeper, report });
  for (const topic of recorders) {
    const supply = new Supply(choice, keeper);
    const lane = await Lane.open(supply, 'fast');
    try {
      stdout.write(`${await recordTopic(root, topic, lane)}\n`);
    } finally {
      await Promise.allSettled([lane.close(), supply.close()]);
    }
  }
  await keeper.close();
}

async function recordTopic(root: string, { home }: Topic, lane: Lane): Promise<string> {
  const folder = join(root, home, 'histories');
  const { recordHistories }: Recorder = await import(pathToFileURL(join(folder, 'record.ts')).href);
  const recorded = await recordHistories(lane, root);
  for (const name of await readdir(folder)) if (name.endsWith('.bin')) await rm(join(folder, name));
  for (const [name, bytes] of recorded) await writeFile(join(folder, name), bytes);
  return `${home}/histories: ${[...recorded.keys()].join(', ')}`;
}
