import { findTopic } from '../../catalog/find-topic.ts';
import { readCatalog } from '../../catalog/read-catalog.ts';
import type { Topic } from '../../catalog/topic.ts';
import type { BuildPath } from '../../host/build.ts';
import type { Surroundings } from '../surroundings.ts';
import { type Graders, openGraders } from './graders.ts';

/** The named topics, or all. @throws UsageError for a name that no topic has. */
export async function chooseTopics(root: string, words: readonly string[]): Promise<Topic[]> {
  const catalog = await readCatalog(root);
  return words.length === 0 ? catalog.topics : words.map((word) => findTopic(catalog, word));
}

/** Opens lanes, does the work, and closes them whatever came of it. */
export async function withGraders<T>(
  surroundings: Surroundings,
  { lanes, path }: { lanes: number; path: BuildPath },
  work: (graders: Graders) => Promise<T>,
): Promise<T> {
  const { root, env, platform, arch, stderr } = surroundings;
  const report = (line: string) => stderr.write(`${line}\n`);
  const graders = await openGraders({ root, env, platform, arch, lanes, path, report });
  try {
    return await work(graders);
  } finally {
    await graders.close();
  }
}
