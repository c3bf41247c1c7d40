import { join } from 'node:path';
import type { Topic } from '../catalog/topic.ts';
import { readSubmission, type Submission } from '../submission/submission.ts';

/** Notices about files that the topic gives and the submission has changed; they never decide. */
export async function changedGivenFiles(root: string, topic: Topic, submission: Submission): Promise<string[]> {
  const shipped = await readSubmission({ dir: join(root, topic.home, 'shipped'), origin: 'exercise' });
  return [...shipped.files].flatMap(([file, text]) => {
    if (topic.edits.includes(file)) return [];
    const now = submission.files.get(file);
    if (now === text) return [];
    const what = now === undefined ? 'is missing' : 'differs from the one that came with it';
    return [`\`${file}\` is given with this exercise and ${what}. It was graded as it is.`];
  });
}
