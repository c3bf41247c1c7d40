import { FaultError } from '../catalog/fault.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import type { Topic } from '../catalog/topic.ts';
import { currentTopic, lastWorkedOn, type Progress } from './progress.ts';

/**
 * The topic a command without one is about. When all have passed, the one worked on last.
 * @throws FaultError when the course has no topics.
 */
export function chooseCurrent({ topics }: Pick<Catalog, 'topics'>, progress: Progress): Topic {
  const last = lastWorkedOn(progress);
  const topic = currentTopic(topics, progress) ?? topics.find(({ slug }) => slug === last) ?? topics[0];
  if (topic) return topic;
  throw new FaultError({
    code: 'no-topics',
    message: 'The course has no topics: grader/topics is empty.',
    repair: 'Restore it with `git checkout -- grader lessons`, or clone the course again.',
  });
}
