import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FaultError } from '../catalog/fault.ts';
import type { Topic } from '../catalog/topic.ts';
import type { TopicChecks } from '../check/check.ts';
import { rootDir } from '../host/places.ts';

/** Loads a topic's claims. @throws FaultError when there are none. */
export async function loadChecks(root: string, topic: Topic): Promise<TopicChecks> {
  const file = join(root, topic.home, 'checks.ts');
  const loaded: { topic?: TopicChecks } = existsSync(file)
    ? await load(file, root === rootDir ? topic : undefined)
    : {};
  if (loaded.topic && loaded.topic.checks.length > 0) return loaded.topic;
  throw new FaultError({
    code: 'no-checks',
    message: `There are no checks for ${topic.folder}, so nothing can be said about it.`,
    repair: 'Fetch the repository again with `git checkout -- grader`, or report it.',
  });
}

/** A topic of this repository is named by a pattern, so that the prebuilt program holds it. */
function load(file: string, ours: Topic | undefined): Promise<object> {
  return ours ? import(`../topics/${ours.folder}/checks.ts`) : import(pathToFileURL(file).href);
}
