import type { Problem, Topic } from '../../catalog/topic.ts';
import type { Zoo } from '../../check/zoo.ts';

/** The five topics that set the model have more specimens than the others. */
const models = new Set([2, 6, 11, 12, 15]);
const least = { model: { wrong: 10, right: 4 }, other: { wrong: 8, right: 3 } };
const sourceNames = new Set(['solution', 'shipped']);

/**
 * Slips in a zoo: too few specimens, names that are not unique, folders that nobody names. Pure.
 * @param folders names of the folders in zoo/
 */
export function lintZoo(
  { home, number }: Pick<Topic, 'home' | 'number'>,
  zoo: Zoo,
  folders: readonly string[],
): Problem[] {
  const file = `${home}/zoo.ts`;
  const wanted = models.has(number) ? least.model : least.other;
  const all = [...zoo.wrong, ...zoo.right];
  const problems: Problem[] = [];
  for (const kind of ['wrong', 'right'] as const) {
    if (zoo[kind].length < wanted[kind])
      problems.push({
        file,
        message: `has ${zoo[kind].length} ${kind} specimens`,
        repair: `Write at least ${wanted[kind]}.`,
      });
  }
  for (const { name } of all) {
    const twice = all.filter((other) => other.name === name).length > 1;
    if (twice || sourceNames.has(name) || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
      problems.push({
        file,
        message: `specimen ${name} has a bad name`,
        repair: 'Give each a kebab-case name of its own.',
      });
  }
  for (const { name, edits } of all) {
    if (edits && edits.length > 2)
      problems.push({
        file,
        message: `specimen ${name} has ${edits.length} edits`,
        repair: 'Lay a folder over the solution.',
      });
  }
  const named = new Set(all.filter(({ folder }) => folder).map(({ name }) => name));
  for (const folder of folders.filter((name) => !named.has(name)))
    problems.push({
      file: `${home}/zoo/${folder}`,
      message: 'belongs to no specimen',
      repair: `Name it in ${file}, or remove it.`,
    });
  return problems;
}
