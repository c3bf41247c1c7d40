import { UsageError } from '../../catalog/fault.ts';
import type { Git } from './git.ts';

/** Where the newer course comes from. */
export interface Source {
  remote: string;
  branch: string;
}

/** The original course when it is known as `upstream`, else where this branch was cloned from. */
export async function findSource(git: Git): Promise<Source | undefined> {
  const remotes = (await git.run(['remote'])).split('\n').filter((name) => name !== '');
  const current = (await git.ask(['symbolic-ref', '--short', 'HEAD'])) ?? '';
  const tracked = current && (await git.ask(['config', `branch.${current}.remote`]));
  const remote = ['upstream', tracked, 'origin', remotes[0]].find((name) => name && remotes.includes(name));
  if (remote === undefined) return undefined;
  const said = (await git.ask(['ls-remote', '--symref', remote, 'HEAD'])) ?? '';
  const branch = /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(said)?.[1] ?? (current || 'main');
  return { remote, branch };
}

/** Fetches the newer course. @returns its commit. */
export async function fetchCourse(git: Git, { remote, branch }: Source): Promise<string> {
  const shallow = (await git.run(['rev-parse', '--is-shallow-repository'])) === 'true';
  const ref = `refs/remotes/${remote}/${branch}`;
  await git.run(['fetch', '-q', ...(shallow ? ['--unshallow'] : []), remote, `+refs/heads/${branch}:${ref}`]);
  return await git.run(['rev-parse', ref]);
}

/** The newest state that both have in common. */
export async function findBase(git: Git, target: string): Promise<string> {
  const base = await git.ask(['merge-base', 'HEAD', target]);
  if (base !== undefined) return base;
  throw new UsageError(
    'What is here and what is there have no state in common, so nothing was changed. Clone the course again, and copy your exercises and .kata/progress.json into it.',
  );
}
