import { join } from 'node:path';
import { type Catalog, readCatalog } from '../catalog/read-catalog.ts';
import type { Topic } from '../catalog/topic.ts';
import { currentTopic, type TopicRecord } from '../progress/progress.ts';
import { readProgress } from '../progress/progress-file.ts';
import { readSubmission } from '../submission/submission.ts';
import { type ListedTopic, renderList, type TopicState } from '../view/terminal/render-list.ts';
import type { ExitCode } from './exit-code.ts';
import { print, type Surroundings, screenOf } from './surroundings.ts';

/** Shows all topics with their states. @throws UsageError when the progress is broken. */
export async function runList(
  { json, plain }: { json: boolean; plain: boolean },
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { root, stdout } = surroundings;
  const [catalog, progress] = await Promise.all([readCatalog(root), readProgress(root)]);
  const current = currentTopic(catalog.topics, progress);
  const listed = await Promise.all(
    catalog.topics.map(async (topic): Promise<ListedTopic> => {
      const state = await readState(catalog, topic, progress[topic.slug]);
      return { topic, state, current: topic === current };
    }),
  );
  if (json) for (const entry of listed) print(stdout, JSON.stringify(toJson(entry, progress[entry.topic.slug])));
  else print(stdout, renderList(listed, screenOf(stdout, surroundings, plain)));
  return 0;
}

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

function toJson({ topic, state, current }: ListedTopic, record: TopicRecord | undefined): object {
  const { slug, number, title, summary, minutes, lesson, exercise, solution } = topic;
  return {
    ...{ schemaVersion: 1, topic: slug, number, title, summary, minutes, lesson, exercise, solution, state, current },
    ...(record?.passed && { passedAt: record.passed.at }),
  };
}
