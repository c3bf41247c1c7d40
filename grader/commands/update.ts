import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../catalog/fault.ts';
import { readCatalog } from '../catalog/read-catalog.ts';
import { readProgress } from '../progress/progress-file.ts';
import { isAsShipped } from '../submission/restore-exercise.ts';
import { renderUpdate, type UpdateTold } from '../view/terminal/render-update.ts';
import type { ExitCode } from './exit-code.ts';
import { print, type Surroundings, screenOf } from './surroundings.ts';
import { changesBetween, commitUpdate, keepEverything, takeFiles } from './update/apply.ts';
import { type Git, openGit } from './update/git.ts';
import { type Plan, planUpdate } from './update/plan.ts';
import { fetchCourse, findBase, findSource } from './update/remote.ts';

/**
 * Takes everything new of the course, except exercises that were changed here: those stay, and it says which.
 * @throws UsageError when there is nothing to update from, or git says no. Nothing is lost then.
 */
export async function runUpdate({ plain }: { plain: boolean }, surroundings: Surroundings): Promise<ExitCode> {
  const { root, env, signal, stdout, stderr } = surroundings;
  const screen = screenOf(stdout, surroundings, plain);
  const git = openGit(root, env, signal);
  if (!(await isClone(git, root))) {
    print(stdout, renderUpdate({ kind: 'archive', changed: await changedExercises(root) }, screen));
    return 2;
  }
  await refuseUnfinished(git, root);
  const source = await findSource(git);
  if (!source)
    throw new UsageError(
      'This clone knows no place to update from. `git remote add upstream <address of the course>` tells it one.',
    );
  if (stderr.isTTY) print(stderr, `Looking for a newer course on ${source.remote}…`);
  const target = await fetchCourse(git, source);
  const base = await findBase(git, target);
  const told = base === target ? undefined : await update(git, root, { base, target });
  print(stdout, renderUpdate(told ?? { kind: 'current', remote: source.remote }, screen));
  return 0;
}

async function update(git: Git, root: string, commits: { base: string; target: string }): Promise<UpdateTold> {
  const { base, target } = commits;
  const changes = await changesBetween(git, base, target);
  const here = await git.list(['diff', '--name-only', '--no-renames', '-z', base]);
  const untracked = await git.list(['ls-files', '--others', '--exclude-standard', '-z']);
  const before = (await readCatalog(root)).topics.map(({ slug }) => slug);
  const plan = planUpdate(changes, new Set([...here, ...untracked]));
  await keepEverything(git);
  await takeFiles(git, root, target, plan.take);
  // From here on the files are new; moving the branch is one step more, and running it again would make up for it.
  await git.run(['reset', '-q', await commitUpdate(git, { base, target, changes })]);
  return await tell(root, before, plan);
}

async function tell(
  root: string,
  before: readonly string[],
  { take, keptExercises, keptFiles }: Plan,
): Promise<UpdateTold> {
  const { topics } = await readCatalog(root);
  const progress = await readProgress(root).catch(() => ({}) as Awaited<ReturnType<typeof readProgress>>);
  const taken = (folder: string) => take.some(({ path }) => path.startsWith(`${folder}/`));
  const kept = topics.filter(({ folder }) => keptExercises.includes(folder));
  return {
    kind: 'updated',
    files: take.length,
    added: topics.filter(({ slug }) => !before.includes(slug)),
    kept,
    keptFiles,
    recheck: topics.filter(({ slug, home }) => progress[slug]?.passed && taken(home)),
    packages: take.some(({ path }) => path === 'package-lock.json'),
  };
}

/** Whether the course itself is the clone, and not a folder in somebody else's. */
async function isClone(git: Git, root: string): Promise<boolean> {
  const top = await git.run(['rev-parse', '--show-toplevel']).catch((error: Error) => {
    if (/needs git/.test(error.message)) throw error;
    return undefined;
  });
  return top !== undefined && (await realpath(top).catch(() => top)) === (await realpath(root));
}

async function refuseUnfinished(git: Git, root: string): Promise<void> {
  for (const [name, command] of Object.entries(unfinished)) {
    const path = await git.run(['rev-parse', '--git-path', name]);
    const there = await stat(join(root, path)).catch(() => stat(path).catch(() => undefined));
    if (there)
      throw new UsageError(
        `A ${command} is not finished here. Finish it, or \`git ${command} --abort\`, and run it again.`,
      );
  }
}

const unfinished = {
  MERGE_HEAD: 'merge',
  'rebase-merge': 'rebase',
  'rebase-apply': 'rebase',
  CHERRY_PICK_HEAD: 'cherry-pick',
};

async function changedExercises(root: string): Promise<string[]> {
  const { topics } = await readCatalog(root);
  const states = await Promise.all(topics.map(async (topic) => ({ topic, same: await isAsShipped(root, topic) })));
  return states.filter(({ same }) => !same).map(({ topic }) => topic.exercise);
}
