import { readCatalog } from '../../catalog/read-catalog.ts';
import type { Surroundings } from '../surroundings.ts';
import { chooseTopics } from '../zoo/each-topic.ts';
import { compareExercise, writeExercise } from './exercises.ts';
import { compareReadme, writeReadme } from './readme.ts';

/**
 * Writes what is generated from the topics: exercises/ from their shipped files, the tables of README.md.
 * @returns exit code: 1 when something was left as it is
 */
export async function generate(
  { topics: words, force }: { topics: readonly string[]; force: boolean },
  { root, stdout }: Pick<Surroundings, 'root' | 'stdout'>,
): Promise<number> {
  let left = 0;
  for (const topic of await chooseTopics(root, words)) {
    if (await writeExercise(root, topic, force)) continue;
    left++;
    stdout.write(
      `${topic.exercise} has been worked on and was left as it is. \`npm run generate -- --force ${topic.number}\` overwrites it.\n`,
    );
  }
  const missing = await writeReadme(root, await readCatalog(root));
  if (missing) stdout.write(`${missing}\n`);
  if (left === 0 && !missing) stdout.write('exercises/ and README.md are current.\n');
  return left > 0 || missing ? 1 : 0;
}

/** What is generated and not current, one sentence each. */
export async function findStale(root: string): Promise<string[]> {
  const catalog = await readCatalog(root);
  const stale: string[] = [];
  for (const topic of catalog.topics) {
    const state = await compareExercise(root, topic);
    const repair = `\`npm run generate -- --force ${topic.number}\` writes it from ${topic.home}/shipped.`;
    if (state.kind === 'missing') stale.push(`${topic.exercise} is missing. ${repair}`);
    if (state.kind === 'differs')
      stale.push(`${topic.exercise} is not what is shipped (${state.files.join(', ')}). ${repair}`);
  }
  const readme = await compareReadme(root, catalog);
  return readme ? [...stale, readme] : stale;
}
