import { UsageError } from '../catalog/fault.ts';
import { readLesson } from '../catalog/lesson.ts';
import { readCatalog } from '../catalog/read-catalog.ts';
import { recordHints } from '../progress/progress.ts';
import { readProgress, updateProgress } from '../progress/progress-file.ts';
import { openHighlight } from '../view/terminal/highlight.ts';
import { renderHint } from '../view/terminal/render-hint.ts';
import { chooseTopic } from './choose-topics.ts';
import type { ExitCode } from './exit-code.ts';
import { print, type Surroundings, screenOf } from './surroundings.ts';

/** Shows the lesson of a topic. @throws UsageError. */
export async function runLesson(
  { topic: word, plain }: { topic?: string; plain: boolean },
  surroundings: Surroundings,
): Promise<ExitCode> {
  const catalog = await readCatalog(surroundings.root);
  const topic = await chooseTopic(catalog, word);
  const screen = screenOf(surroundings.stdout, surroundings, plain);
  const [lesson, highlight, { renderLesson }] = await Promise.all([
    readLesson(catalog.root, topic),
    openHighlight(screen),
    import('../view/terminal/render-lesson.ts'),
  ]);
  print(surroundings.stdout, renderLesson({ topic, lesson, highlight }, screen));
  return 0;
}

/**
 * Shows the next rung of a topic's hints and remembers how far the learner has come; after the last, the last again.
 * @throws UsageError.
 */
export async function runHint(
  { topic: word, all, plain }: { topic?: string; all: boolean; plain: boolean },
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { root, stdout, stderr } = surroundings;
  const catalog = await readCatalog(root);
  const topic = await chooseTopic(catalog, word);
  const { hints } = await readLesson(root, topic);
  if (hints.length === 0)
    throw new UsageError(`${topic.lesson} has no hints. \`npx kata lesson ${topic.number}\` shows the lesson.`);
  const shown = (await readProgress(root))[topic.slug]?.hints ?? 0;
  const rung = all ? hints.length : Math.min(shown + 1, hints.length);
  const screen = screenOf(stdout, surroundings, plain);
  const texts = hints.slice(all ? 0 : rung - 1, rung).map((hint, index) => {
    return renderHint({ topic, hint, rung: all ? index + 1 : rung, of: hints.length }, screen);
  });
  print(stdout, texts.join('\n\n'));
  const { warning } = await updateProgress(root, (progress) => recordHints(progress, topic.slug, rung));
  if (warning !== undefined) print(stderr, warning);
  const left = hints.length - rung;
  const more = `${left === 1 ? 'One more hint' : `${left} more hints`}: \`npx kata hint ${topic.number}\``;
  print(stderr, left > 0 ? more : `That was the last hint. The solution: \`npx kata diff ${topic.number}\``);
  return 0;
}
