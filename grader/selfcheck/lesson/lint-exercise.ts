import type { Problem, Topic } from '../../catalog/topic.ts';

const linesAtMost = 80;
const header = { least: 3, most: 6 };

/** Slips in the files that a learner gets: no header, no marks where to edit, too long. Pure. */
export function lintExercise(
  { home, edits }: Pick<Topic, 'home' | 'edits'>,
  shipped: ReadonlyMap<string, string>,
): Problem[] {
  return [...shipped].flatMap(([name, text]) => {
    if (!name.endsWith('.ts')) return [];
    const file = `${home}/shipped/${name}`;
    const problems: Problem[] = [];
    const lines = text.trimEnd().split('\n');
    const comment = lines.findIndex((line) => !line.startsWith('//') && !/^(\/\*| \*)/.test(line));
    if (lines.length > linesAtMost)
      problems.push({ file, message: `has ${lines.length} lines`, repair: `Bring it to ${linesAtMost}.` });
    if (comment === 0)
      problems.push({ file, message: 'has no header', repair: 'Say in its first lines what the file is.' });
    if (!edits.includes(name)) {
      if (text.includes('TODO(you)'))
        problems.push({
          file,
          message: 'has a mark `TODO(you)` and is not among the `edits`',
          repair: 'Add it there.',
        });
      return problems;
    }
    if (comment > header.most)
      problems.push({
        file,
        message: `has a header of ${comment} lines`,
        repair: `Bring it to ${header.least} to ${header.most}.`,
      });
    if (!/\/\/ TODO\(you\): \S/.test(text))
      problems.push({
        file,
        message: 'has no mark',
        repair: 'Put `// TODO(you): …` at each place to edit; name the outcome.',
      });
    return problems;
  });
}
