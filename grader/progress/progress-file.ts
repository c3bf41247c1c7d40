import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../catalog/fault.ts';
import { mergeProgress, type Progress, type TopicRecord } from './progress.ts';

const file = '.kata/progress.json';

/**
 * Reads `.kata/progress.json` of a clone; empty when there is none. A file with a git merge conflict is read as both.
 * @throws UsageError when it is broken; it stays as it is, and a copy lies beside it.
 */
export async function readProgress(root: string): Promise<Progress> {
  const text = await readFile(join(root, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new UsageError(`${file} can't be read (${error.code}). Make it readable: \`chmod u+r ${file}\`.`);
  });
  if (text === undefined || text.trim() === '') return {};
  const found = parseProgress(text);
  if (!('reason' in found)) return found.progress;
  const copy = file.replace('.json', '.broken.json');
  const kept = await copyFile(join(root, file), join(root, copy)).then(
    () => ` A copy is kept in ${copy}.`,
    () => '',
  );
  throw new UsageError(
    `${file} is broken: ${found.reason}.${kept} Repair it by hand, take an older one (\`git checkout -- ${file}\`), ` +
      `or remove it (\`rm ${file}\`) and pass your exercises again with \`npx kata check --all\`.`,
  );
}

/**
 * Reads the progress anew, changes it and writes it in one step. What can't be written is a warning and no failure: the
 * grading itself is not less true for it.
 * @throws UsageError as {@link readProgress}.
 */
export async function updateProgress(
  root: string,
  change: (progress: Progress) => Progress,
): Promise<{ progress: Progress; warning?: string }> {
  const release = await takeTurn(root);
  try {
    return await writeChange(root, change);
  } finally {
    await release();
  }
}

async function writeChange(
  root: string,
  change: (progress: Progress) => Progress,
): Promise<{ progress: Progress; warning?: string }> {
  const before = await readProgress(root);
  const progress = change(before);
  if (progress === before) return { progress };
  const target = join(root, file);
  const draft = `${target}.${process.pid}`;
  try {
    await mkdir(join(root, '.kata'), { recursive: true });
    await writeFile(draft, formatProgress(progress));
    await rename(draft, target);
    return { progress };
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { progress, warning: `This was not remembered: ${file} can't be written (${code}).` };
  }
}

const turnEndsAfterMs = 3000;

/**
 * Waits until no other process changes the progress: two of them would each write what they read before. Whoever has
 * taken its turn and not given it back in time has been killed. @returns what gives the turn back.
 */
async function takeTurn(root: string): Promise<() => Promise<void>> {
  const lock = join(root, '.kata', 'progress.lock');
  for (;;) {
    const error = await mkdir(lock).then(
      () => undefined,
      ({ code }: NodeJS.ErrnoException) => code,
    );
    if (error === undefined) return () => rm(lock, { recursive: true, force: true });
    // Where no folder can be made, nothing can be written either, and that is said there.
    if (error !== 'EEXIST') return async () => {};
    const taken = await stat(lock).catch(() => undefined);
    if (taken && Date.now() - taken.mtimeMs > turnEndsAfterMs) await rm(lock, { recursive: true, force: true });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A topic a line, in alphabetical order, so that people can read it and git can merge it. Pure. */
export function formatProgress(progress: Progress): string {
  const lines = Object.keys(progress)
    .sort()
    .map((slug) => `    ${JSON.stringify(slug)}: ${JSON.stringify(progress[slug])}`);
  return lines.length === 0
    ? '{\n  "format": 1,\n  "topics": {}\n}\n'
    : `{\n  "format": 1,\n  "topics": {\n${lines.join(',\n')}\n  }\n}\n`;
}

function parseProgress(text: string): { progress: Progress } | { reason: string } {
  try {
    return checkShape(JSON.parse(text));
  } catch (error) {
    if (/^<{7}/m.test(text)) return parseConflict(text);
    return { reason: error instanceof Error ? error.message.split('\n').join(' ') : String(error) };
  }
}

/** With a topic a line, each side of a conflict can be read line by line. */
function parseConflict(text: string): { progress: Progress } | { reason: string } {
  let merged: Progress = {};
  for (const line of text.split(/\r?\n/)) {
    if (!/^ {4}"/.test(line)) continue;
    const read = parseProgress(`{"format":1,"topics":{${line.trim().replace(/,$/, '')}}}`);
    if ('reason' in read) return read;
    merged = mergeProgress(merged, read.progress);
  }
  return { progress: merged };
}

function checkShape(value: unknown): { progress: Progress } | { reason: string } {
  const { format, topics } = fieldsOf(value);
  if (format !== 1) return { reason: `\`format\` must be 1` };
  const entries = Object.entries(fieldsOf(topics));
  const bad = entries.find(([, record]) => !isRecord(record));
  if (topics === undefined || bad) return { reason: `\`${bad?.[0] ?? 'topics'}\` is not as it was written` };
  return { progress: topics as Progress };
}

function isRecord(value: unknown): value is TopicRecord {
  const { passed, graded, opened, hints, hinted, asked } = fieldsOf(value);
  const isText = (field: unknown) => field === undefined || typeof field === 'string';
  const isCount = (field: unknown) => field === undefined || Number.isInteger(field);
  const isDated = (field: unknown) => field === undefined || typeof fieldsOf(field).at === 'string';
  return (
    typeof value === 'object' &&
    isDated(passed) &&
    isDated(graded) &&
    isText(opened) &&
    isText(hinted) &&
    isCount(hints) &&
    isCount(asked)
  );
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
