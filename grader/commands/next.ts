import { readCatalog } from '../catalog/read-catalog.ts';
import { chooseCurrent } from '../progress/choose-current.ts';
import { lastWorkedOn, openTopic, topicAfter } from '../progress/progress.ts';
import { readProgress, updateProgress } from '../progress/progress-file.ts';
import { renderOpening } from '../view/terminal/render-opening.ts';
import type { ExitCode } from './exit-code.ts';
import { print, type Surroundings, screenOf } from './surroundings.ts';

/** Goes on to the next topic that has not passed, and says where its lesson and exercise are. */
export async function runNext({ plain }: { plain: boolean }, surroundings: Surroundings): Promise<ExitCode> {
  const { root, stdout, stderr, now } = surroundings;
  const catalog = await readCatalog(root);
  const progress = await readProgress(root);
  const current = chooseCurrent(catalog, progress);
  const last = lastWorkedOn(progress);
  // Who has not begun yet begins with the first topic.
  const next = last === undefined ? current : (topicAfter(catalog.topics, progress, last) ?? current);
  if (progress[next.slug]?.passed) {
    print(stdout, `All ${catalog.topics.length} topics have passed. \`npx kata check --all\` proves them again.`);
    return 0;
  }
  const { warning } = await updateProgress(root, (before) => openTopic(before, next.slug, now()));
  if (warning !== undefined) print(stderr, warning);
  if (next !== current && !progress[current.slug]?.passed)
    print(stderr, `${current.folder} has not passed yet; \`npx kata check ${current.number}\` goes back to it.`);
  print(stdout, renderOpening(next, screenOf(stdout, surroundings, plain)));
  return 0;
}
