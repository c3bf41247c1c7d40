import { join } from 'node:path';
import { UsageError } from '../catalog/fault.ts';
import { readLesson } from '../catalog/lesson.ts';
import { readCatalog } from '../catalog/read-catalog.ts';
import type { Topic } from '../catalog/topic.ts';
import { chooseHint, readKnownAnswers } from '../check/known-mistakes.ts';
import { readLastVerdict } from '../progress/last-verdict.ts';
import { recordHints } from '../progress/progress.ts';
import { readProgress, updateProgress } from '../progress/progress-file.ts';
import { isAsShipped } from '../submission/restore-exercise.ts';
import { readSubmission } from '../submission/submission.ts';
import type { Finding } from '../verdict/verdict.ts';
import { renderHint } from '../view/terminal/render-hint.ts';
import { chooseTopic } from './choose-topics.ts';
import type { ExitCode } from './exit-code.ts';
import { print, type Surroundings, screenOf } from './surroundings.ts';

/**
 * Shows the next rung of a topic's hints and remembers how far the learner has come; after the last, the last again. After
 * a mistake that the zoo knows it begins with the rung that helps against that.
 * @throws UsageError.
 */
export async function runHint(
  { topic: word, all, plain }: { topic?: string; all: boolean; plain: boolean },
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { root, stdout, stderr } = surroundings;
  const topic = await chooseTopic(await readCatalog(root), word);
  const { hints } = await readLesson(root, topic);
  if (hints.length === 0)
    throw new UsageError(`${topic.lesson} has no hints. \`npx kata lesson ${topic.number}\` shows the lesson.`);
  const of = hints.length;
  const { hints: seen = 0, hinted } = (await readProgress(root))[topic.slug] ?? {};
  const finding = await readFinding(root, topic);
  const { mistakes } = await readKnownAnswers(root, topic);
  const next = all ? { rung: of } : chooseHint({ mistakes, finding, hinted, from: seen, of });
  const screen = screenOf(stdout, surroundings, plain);
  const texts = hints.slice(all ? 0 : next.rung - 1, next.rung).map((hint, index) => {
    const because = next.because === undefined ? {} : { because: next.because };
    return renderHint({ topic, hint, rung: all ? index + 1 : next.rung, of, ...because }, screen);
  });
  print(stdout, texts.join('\n\n'));
  const rung = Math.max(seen, next.rung);
  const { warning } = await updateProgress(root, (progress) => recordHints(progress, topic.slug, rung, next.hinted));
  if (warning !== undefined) print(stderr, warning);
  const left = of - next.rung;
  const more = `${left === 1 ? 'One more hint' : `${left} more hints`}: \`npx kata hint ${topic.number}\``;
  print(stderr, left > 0 ? more : `That was the last hint. The solution: \`npx kata diff ${topic.number}\``);
  return 0;
}

/** The first finding of the last grading, if it was of the files as they are now and somebody has worked on them. */
export async function readFinding(root: string, topic: Topic): Promise<Finding | undefined> {
  const dir = join(root, topic.exercise);
  const submission = await readSubmission({ dir, origin: 'exercise' }).catch(() => undefined);
  if (!submission || (await isAsShipped(root, topic))) return undefined;
  const verdict = await readLastVerdict(root, topic.slug, submission.sha256);
  return verdict && verdict.kind !== 'passed' ? verdict.findings[0] : undefined;
}
