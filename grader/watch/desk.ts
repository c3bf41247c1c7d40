import { join } from 'node:path';
import { readLesson } from '../catalog/lesson.ts';
import type { Topic } from '../catalog/topic.ts';
import { readKnownAnswers } from '../check/known-mistakes.ts';
import { readSubmission } from '../submission/submission.ts';
import type { Desk } from './state.ts';

/** Reads what the pages of a topic show. A lesson that is not there stops nobody from working on its exercise. */
export async function readDesk(root: string, topic: Topic): Promise<Desk> {
  const [lesson, known] = await Promise.all([
    readLesson(root, topic).catch((error: Error) => ({ body: error.message, hints: [], anchors: [] })),
    readKnownAnswers(root, topic),
  ]);
  return { topic, lesson, known };
}

/** The exercise's files and the solution's. @throws UsageError when one of the folders is not there. */
export async function readBoth(root: string, topic: Topic) {
  const [mine, solved] = await Promise.all([
    readSubmission({ dir: join(root, topic.exercise), origin: 'exercise' }),
    readSubmission({ dir: join(root, topic.solution), origin: 'solution' }),
  ]);
  return { before: mine.files, after: solved.files };
}
