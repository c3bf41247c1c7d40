import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Git } from './git.ts';
import { type Change, planUpdate } from './plan.ts';

/** Where git keeps what was there before an update. */
export const safetyRef = 'refs/kata/before-update';

/** Keeps everything as it is now, changes that are not committed included, under {@link safetyRef}. */
export async function keepEverything(git: Git): Promise<void> {
  const stashed = await git.run([...identity, 'stash', 'create', 'before an update of the course']);
  await git.run(['update-ref', safetyRef, stashed === '' ? 'HEAD' : stashed]);
}

/** The paths in which two commits differ. */
export async function changesBetween(git: Git, from: string, to: string): Promise<Change[]> {
  const parts = await git.list(['diff', '--name-status', '--no-renames', '-z', from, to]);
  const changes: Change[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2)
    changes.push({ path: parts[at + 1] ?? '', kind: parts[at] === 'D' ? 'deleted' : 'written' });
  return changes;
}

/** Brings the files to the newer state. Run again after an interruption, it goes on where it was. */
export async function takeFiles(git: Git, root: string, target: string, take: readonly Change[]): Promise<void> {
  const written = take.filter(({ kind }) => kind === 'written').map(({ path }) => path);
  if (written.length > 0) {
    const args = ['restore', `--source=${target}`, '--worktree', '--pathspec-from-file=-', '--pathspec-file-nul'];
    await git.run(['--literal-pathspecs', ...args], { input: written.join('\0') });
  }
  for (const { path, kind } of take) if (kind === 'deleted') await rm(join(root, path), { force: true });
}

/**
 * The commit that stands for the updated course: the target itself, or, where there are commits of the learner's own, a
 * merge in which what they changed stays theirs.
 */
export async function commitUpdate(
  git: Git,
  { base, target, changes }: { base: string; target: string; changes: readonly Change[] },
): Promise<string> {
  const head = await git.run(['rev-parse', 'HEAD']);
  if (head === base) return target;
  const ours = await changesBetween(git, base, head);
  const { take } = planUpdate(changes, new Set(ours.map(({ path }) => path)));
  const index = join(tmpdir(), `kata-update-${process.pid}-${Date.now()}`);
  try {
    const env = { GIT_INDEX_FILE: index };
    await git.run(['read-tree', head], { env });
    const entries = new Map(
      (await git.list(['ls-tree', '-r', '-z', target])).map((line) => {
        const [facts = '', path = ''] = line.split('\t');
        const [mode, , hash] = facts.split(' ');
        return [path, `${mode} ${hash}`];
      }),
    );
    const nothing = `0 ${'0'.repeat(40)}`;
    const lines = take.map(({ path }) => `${entries.get(path) ?? nothing}\t${path}\0`);
    await git.run(['update-index', '-z', '--index-info'], { env, input: lines.join('') });
    const tree = await git.run(['write-tree'], { env });
    const who = (await git.ask(['config', 'user.email'])) ? [] : identity;
    return await git.run([...who, 'commit-tree', tree, '-p', head, '-p', target, '-m', 'Update the course']);
  } finally {
    await rm(index, { force: true });
  }
}

/** For those who have told git no name. */
const identity = ['-c', 'user.name=kata', '-c', 'user.email=kata@localhost'];
