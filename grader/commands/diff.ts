import { join } from 'node:path';
import { findTopic } from '../catalog/find-topic.ts';
import { readCatalog } from '../catalog/read-catalog.ts';
import { recordAsking } from '../progress/progress.ts';
import { readProgress, updateProgress } from '../progress/progress-file.ts';
import { readSubmission } from '../submission/submission.ts';
import { renderDiff } from '../view/terminal/render-diff.ts';
import type { ExitCode } from './exit-code.ts';
import { print, type Surroundings, screenOf } from './surroundings.ts';

/**
 * Compares the exercise with the solution: at once after a pass, otherwise when asked a second time.
 * @throws UsageError.
 */
export async function runDiff(
  { topic: word, plain }: { topic: string; plain: boolean },
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { root, stdout, stderr } = surroundings;
  const topic = findTopic(await readCatalog(root), word);
  const record = (await readProgress(root))[topic.slug];
  if (!record?.passed && (record?.asked ?? 0) === 0) {
    const { warning } = await updateProgress(root, (progress) => recordAsking(progress, topic.slug));
    if (warning !== undefined) print(stderr, warning);
    print(
      stderr,
      `${topic.folder} has not passed yet. A hint may be enough: \`npx kata hint ${topic.number}\`. ` +
        'To see the solution anyway, ask once more.',
    );
    return 1;
  }
  const [mine, solved] = await Promise.all([
    readSubmission({ dir: join(root, topic.exercise), origin: 'exercise' }),
    readSubmission({ dir: join(root, topic.solution), origin: 'solution' }),
  ]);
  const names: [string, string] = [topic.exercise, topic.solution];
  const screen = screenOf(stdout, surroundings, plain);
  const text = renderDiff({ before: mine.files, after: solved.files, names }, screen);
  if (text === '') print(stderr, 'Your exercise is the same as the solution.');
  else print(stdout, text);
  return 0;
}
