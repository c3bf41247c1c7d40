import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { UsageError } from '../catalog/fault.ts';
import { findTopic } from '../catalog/find-topic.ts';
import { readCatalog } from '../catalog/read-catalog.ts';
import type { Topic } from '../catalog/topic.ts';
import { forgetWork } from '../progress/progress.ts';
import { updateProgress } from '../progress/progress-file.ts';
import { readSubmission } from '../submission/submission.ts';
import type { ExitCode } from './exit-code.ts';
import { print, type Surroundings } from './surroundings.ts';

/**
 * Brings the broken exercise back; what the learner had is kept in `.kata/kept/` first.
 * @throws UsageError, also when nobody can be asked and `--yes` is not there.
 */
export async function runReset(
  { topic: word, yes }: { topic: string; yes: boolean },
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { root, stdout, stderr, now } = surroundings;
  const topic = findTopic(await readCatalog(root), word);
  const entries = await readdir(join(root, topic.exercise)).catch((): string[] => []);
  if (entries.length > 0 && (await isAsShipped(root, topic))) {
    print(stdout, `${topic.exercise} is as it was shipped.`);
    return 0;
  }
  if (entries.length > 0 && !yes && !(await confirm(topic, surroundings))) {
    print(stderr, 'Nothing was changed.');
    return 1;
  }
  const kept = entries.length > 0 ? await keep(root, topic, now()) : undefined;
  await restore(root, topic, entries);
  const { warning } = await updateProgress(root, (progress) => forgetWork(progress, topic.slug));
  if (warning !== undefined) print(stderr, warning);
  print(stdout, `${topic.exercise} is as it was shipped.${kept === undefined ? '' : ` Your work is kept in ${kept}.`}`);
  return 0;
}

async function confirm({ exercise, number }: Topic, { stdin, stderr, signal }: Surroundings): Promise<boolean> {
  if (!stdin.isTTY)
    throw new UsageError(
      `\`reset\` asks before it changes ${exercise}. Without a terminal: \`npx kata reset ${number} --yes\`.`,
    );
  const prompt = createInterface({ input: stdin, output: stderr });
  try {
    const answer = await prompt.question(
      `Bring ${exercise} back as it was shipped? A copy of your work is kept. [y/N] `,
      { signal },
    );
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    prompt.close();
  }
}

/** Copies the whole exercise, whatever is in it; returns the folder of the copy. */
async function keep(root: string, topic: Topic, at: Date): Promise<string> {
  const folder = `.kata/kept/${topic.folder}-${at.toISOString().slice(0, 19).replaceAll(':', '-')}`;
  const taken = await readdir(join(root, '.kata', 'kept')).catch((): string[] => []);
  const again = taken.filter((name) => `.kata/kept/${name}`.startsWith(folder)).length;
  const kept = again === 0 ? folder : `${folder}-${again + 1}`;
  try {
    await mkdir(join(root, kept), { recursive: true });
    await cp(join(root, topic.exercise), join(root, kept), { recursive: true, verbatimSymlinks: true });
    return kept;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(
      `Nothing was changed: your work can't be copied to ${kept} (${code}). Make room or make .kata writable.`,
    );
  }
}

/** The folder itself stays, so that editors and watchers of it go on. */
async function restore(root: string, topic: Topic, entries: string[]): Promise<void> {
  const shipped = join(root, topic.home, 'shipped');
  const names = await readdir(shipped).catch((): string[] => []);
  if (names.length === 0)
    throw new UsageError(`${topic.home}/shipped is not there. \`git checkout -- ${topic.home}\` brings it back.`);
  for (const name of entries.filter((entry) => !names.includes(entry)))
    await rm(join(root, topic.exercise, name), { recursive: true, force: true });
  await mkdir(join(root, topic.exercise), { recursive: true });
  await cp(shipped, join(root, topic.exercise), { recursive: true, force: true });
}

async function isAsShipped(root: string, topic: Topic): Promise<boolean> {
  const read = (dir: string) => readSubmission({ dir: join(root, dir), origin: 'exercise' }).catch(() => undefined);
  const [now, shipped] = await Promise.all([read(topic.exercise), read(`${topic.home}/shipped`)]);
  return now !== undefined && now.sha256 === shipped?.sha256;
}
