import { join } from 'node:path';
import type { Catalog } from '../catalog/read-catalog.ts';
import type { Topic } from '../catalog/topic.ts';
import { readSubmission } from '../submission/submission.ts';
import type { Progress, TopicRecord } from './progress.ts';

/** How far a learner is with a topic. `changed`: it has passed, and its exercise is another since. */
export type TopicState = 'passed' | 'changed' | 'started' | 'untouched';

/** How far a learner is with a topic, judged by the files as they are now. */
export async function readState({ root }: Catalog, topic: Topic, record: TopicRecord | undefined): Promise<TopicState> {
  const hashOf = async (folder: string) => {
    const submission = await readSubmission({ dir: join(root, folder), origin: 'exercise' }).catch(() => undefined);
    return submission?.sha256;
  };
  const [now, shipped] = await Promise.all([hashOf(topic.exercise), hashOf(`${topic.home}/shipped`)]);
  if (record?.passed) return record.passed.sha256 === now ? 'passed' : 'changed';
  return record?.graded || (now !== undefined && now !== shipped) ? 'started' : 'untouched';
}

/** The states of all topics by slug. */
export async function readStates(catalog: Catalog, progress: Progress): Promise<Record<string, TopicState>> {
  const states = catalog.topics.map(
    async (topic) => [topic.slug, await readState(catalog, topic, progress[topic.slug])] as const,
  );
  return Object.fromEntries(await Promise.all(states));
}
