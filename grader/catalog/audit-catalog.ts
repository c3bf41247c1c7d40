import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { auditFrontMatter } from './audit-front-matter.ts';
import { splitFrontMatter } from './front-matter.ts';
import { type Hint, parseLesson } from './lesson.ts';
import { type Catalog, readCatalog } from './read-catalog.ts';
import { type Problem, splitFolderName, type Topic } from './topic.ts';

/**
 * Everything about the topics' four places that does not fit together: missing twins, stray files, names, front matter,
 * hints. A learner may do as they like in `exercises/`, so problems there are given apart.
 */
export async function auditCatalog(root: string): Promise<{ course: Problem[]; exercises: Problem[] }> {
  const catalog = await readCatalog(root);
  const course = await Promise.all([
    strayTopics(root),
    findStrays(catalog, 'lessons', '.md'),
    findStrays(catalog, 'solutions', ''),
    ...catalog.topics.map((topic) => auditTopic(catalog, topic)),
  ]);
  const twins = await Promise.all(catalog.topics.map((topic) => missingTwin(root, topic)));
  return { course: course.flat(), exercises: [...twins.flat(), ...(await findStrays(catalog, 'exercises', ''))] };
}

async function auditTopic(catalog: Catalog, topic: Topic): Promise<Problem[]> {
  const [parts, lesson] = await Promise.all([missingParts(catalog.root, topic), lessonProblems(catalog, topic)]);
  return [...namesakes(catalog, topic), ...parts, ...lesson];
}

function namesakes({ topics }: Catalog, topic: Topic): Problem[] {
  const first = topics.find(({ number, slug }) => number === topic.number || slug === topic.slug);
  if (!first || first === topic) return [];
  const message = `number or slug is that of ${first.home}`;
  return [{ file: topic.home, message, repair: 'Give each topic a number and a slug of its own.' }];
}

async function lessonProblems(catalog: Catalog, topic: Topic): Promise<Problem[]> {
  const file = topic.lesson;
  const text = await readFile(join(catalog.root, file), 'utf8').catch(() => undefined);
  if (text === undefined) {
    const repair = `Write it, or restore it with \`git checkout -- ${file}\`.`;
    return [{ file, message: 'the lesson is missing', repair }];
  }
  const shipped = await listFolder(join(catalog.root, topic.home, 'shipped'));
  const unknown = topic.needs.filter((need) => !catalog.topics.some(({ slug }) => slug === need));
  const absent = topic.edits.filter((name) => !shipped.includes(name));
  return [
    ...auditFrontMatter(splitFrontMatter(text).yaml, file),
    ...auditHints(parseLesson(text).hints, file),
    ...unknown.map((need) => ({
      file,
      message: `\`needs\` names ${need}, which is no topic`,
      repair: 'Name slugs of topics.',
    })),
    ...absent.map((name) => ({
      file,
      message: `\`edits\` names ${name}, which is not in ${topic.home}/shipped`,
      repair: 'Name files of the exercise.',
    })),
  ];
}

function auditHints(hints: Hint[], file: string): Problem[] {
  if (hints.length === 4 && hints.every(({ text }) => text !== '')) return [];
  const message = `there must be four hints with a text each; ${hints.length} found`;
  const rungs = '`### 1 A question`, `### 2 The concept`, `### 3 The place`, `### 4 Nearly the code`';
  return [{ file, message, repair: `End it with \`## Hints\` and ${rungs}.` }];
}

async function missingParts(root: string, { home, solution }: Topic): Promise<Problem[]> {
  const shipped = await listFolder(join(root, home, 'shipped'));
  const solved = await listFolder(join(root, solution));
  const problems: Problem[] = [];
  const miss = (file: string, what: string, repair: string) =>
    problems.push({ file, message: `${what} missing`, repair });
  if (shipped.length === 0) miss(`${home}/shipped`, 'the broken files are', 'Write the files of the exercise there.');
  if (solved.length === 0) miss(solution, 'the solution is', `Write it with the file names of ${home}/shipped.`);
  for (const file of ['checks.ts', 'zoo.ts']) {
    if (!(await exists(join(root, home, file))))
      miss(`${home}/${file}`, 'the file is', 'Write it; see grader/README.md.');
  }
  if (shipped.length === 0 || solved.length === 0) return problems;
  for (const file of shipped.filter((name) => !solved.includes(name)))
    miss(
      `${solution}/${file}`,
      'the repaired twin of a shipped file is',
      `Write it, or remove ${home}/shipped/${file}.`,
    );
  for (const file of solved.filter((name) => !shipped.includes(name)))
    miss(
      `${home}/shipped/${file}`,
      'the broken twin of a solution file is',
      `Write it, or remove ${solution}/${file}.`,
    );
  return problems;
}

async function missingTwin(root: string, topic: Topic): Promise<Problem[]> {
  const has = (await listFolder(join(root, topic.exercise))).length > 0;
  const repair = `\`npx kata reset ${topic.number}\` or \`npm run generate\` writes it.`;
  return has ? [] : [{ file: topic.exercise, message: 'the exercise is missing', repair }];
}

async function findStrays({ root, topics }: Catalog, folder: string, suffix: string): Promise<Problem[]> {
  const names = await readdir(join(root, folder)).catch(() => []);
  const stray = names.filter((name) => !name.startsWith('.') && !topics.some((t) => `${t.folder}${suffix}` === name));
  return stray.map((name) => ({
    file: `${folder}/${name}`,
    message: 'belongs to no topic',
    repair: `Remove or rename it; its topic would be grader/topics/${name.replace(/\.md$/, '')}.`,
  }));
}

async function strayTopics(root: string): Promise<Problem[]> {
  const entries = await readdir(join(root, 'grader', 'topics'), { withFileTypes: true }).catch(() => []);
  const stray = entries.filter(
    (entry) => !entry.name.startsWith('.') && !(entry.isDirectory() && splitFolderName(entry.name)),
  );
  return stray.map(({ name }) => ({
    file: `grader/topics/${name}`,
    message: 'is not the folder of a topic',
    repair: 'A topic is a folder named by two digits and a slug in kebab-case: `06-saga-pattern`.',
  }));
}

/** The files below a folder, relative to it, sorted; empty when there is no such folder. */
async function listFolder(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  return files
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
