import { createInterface } from 'node:readline/promises';
import { UsageError } from '../catalog/fault.ts';
import { findTopic } from '../catalog/find-topic.ts';
import { readCatalog } from '../catalog/read-catalog.ts';
import type { Topic } from '../catalog/topic.ts';
import { forgetWork } from '../progress/progress.ts';
import { updateProgress } from '../progress/progress-file.ts';
import { isAsShipped, listExercise, restoreExercise } from '../submission/restore-exercise.ts';
import type { ExitCode } from './exit-code.ts';
import { print, type Surroundings } from './surroundings.ts';

/**
 * Brings the broken exercise back; what the learner had is kept in `.kata/kept/` first.
 * @throws UsageError, also when nobody can be asked and `--yes` is not there.
 */
export async function runReset(
  { topic: word, yes }: { topic: string; yes: boolean },
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { root, stdout, stderr, now } = surroundings;
  const topic = findTopic(await readCatalog(root), word);
  const entries = await listExercise(root, topic);
  if (entries.length > 0 && (await isAsShipped(root, topic))) {
    print(stdout, `${topic.exercise} is as it was shipped.`);
    return 0;
  }
  if (entries.length > 0 && !yes && !(await confirm(topic, surroundings))) {
    print(stderr, 'Nothing was changed.');
    return 1;
  }
  const kept = await restoreExercise(root, topic, now());
  const { warning } = await updateProgress(root, (progress) => forgetWork(progress, topic.slug));
  if (warning !== undefined) print(stderr, warning);
  print(stdout, `${topic.exercise} is as it was shipped.${kept === undefined ? '' : ` Your work is kept in ${kept}.`}`);
  return 0;
}

async function confirm({ exercise, number }: Topic, { stdin, stderr, signal }: Surroundings): Promise<boolean> {
  if (!stdin.isTTY)
    throw new UsageError(
      `\`reset\` asks before it changes ${exercise}. Without a terminal: \`npx kata reset ${number} --yes\`.`,
    );
  const prompt = createInterface({ input: stdin, output: stderr });
  try {
    const answer = await prompt.question(
      `Bring ${exercise} back as it was shipped? A copy of your work is kept. [y/N] `,
      { signal },
    );
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    prompt.close();
  }
}
