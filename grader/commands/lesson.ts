import { readLesson } from '../catalog/lesson.ts';
import { readCatalog } from '../catalog/read-catalog.ts';
import { openHighlight } from '../view/terminal/highlight.ts';
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
