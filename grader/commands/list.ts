import { readCatalog } from '../catalog/read-catalog.ts';
import { currentTopic, type TopicRecord } from '../progress/progress.ts';
import { readProgress } from '../progress/progress-file.ts';
import { readState } from '../progress/read-state.ts';
import { filterTopics, type ListedTopic, renderList, statesOf } from '../view/terminal/render-list.ts';
import type { ListCommand } from './command.ts';
import type { ExitCode } from './exit-code.ts';
import { print, type Surroundings, screenOf } from './surroundings.ts';

/** Shows the topics asked for with their states. @throws UsageError when the progress is broken. */
export async function runList(
  { search, only, json, plain }: ListCommand,
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
  const states = only && statesOf[only];
  const shown = filterTopics(listed, { search: search.join(' '), ...(states && { states }) });
  if (json) for (const entry of shown) print(stdout, JSON.stringify(toJson(entry, progress[entry.topic.slug])));
  else print(stdout, renderList(listed, screenOf(stdout, surroundings, plain), { shown }));
  return 0;
}

function toJson({ topic, state, current }: ListedTopic, record: TopicRecord | undefined): object {
  const { slug, number, title, summary, minutes, lesson, exercise, solution } = topic;
  return {
    ...{ schemaVersion: 1, topic: slug, number, title, summary, minutes, lesson, exercise, solution, state, current },
    ...(record?.passed && { passedAt: record.passed.at }),
  };
}
