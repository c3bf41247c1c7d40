import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UsageError } from '../catalog/fault.ts';
import { findTopic } from '../catalog/find-topic.ts';
import type { Catalog } from '../catalog/read-catalog.ts';
import type { Topic } from '../catalog/topic.ts';
import { chooseCurrent } from '../progress/choose-current.ts';
import { readProgress } from '../progress/progress-file.ts';
import type { SubmissionOrigin } from '../submission/submission.ts';
import type { CheckCommand } from './command.ts';

/** A submission that is going to be graded. */
export interface Job {
  topic: Topic;
  origin: SubmissionOrigin;
  /** Absolute. */
  dir: string;
}

/** The topic of a word, or the current one without a word. @throws UsageError. */
export async function chooseTopic(catalog: Catalog, word: string | undefined): Promise<Topic> {
  return word === undefined ? chooseCurrent(catalog, await readProgress(catalog.root)) : findTopic(catalog, word);
}

/** What `check` has to grade, in order. @throws UsageError when words or folders do not fit. */
export async function chooseJobs(catalog: Catalog, command: CheckCommand, cwd: string): Promise<Job[]> {
  const { from, all, solutions } = command;
  if (all && command.topics.length > 0)
    throw new UsageError('`--all` means all topics: leave the others out, or leave `--all` out.');
  if (from !== undefined) return [await folderJob(catalog, { ...command, from }, cwd)];
  const named = command.topics.map((word) => findTopic(catalog, word));
  const chosen = all ? catalog.topics : named.length > 0 ? named : [await chooseTopic(catalog, undefined)];
  const topics = [...new Set(chosen)];
  const origin = solutions ? 'solution' : 'exercise';
  const jobs = topics.map((topic) => ({ topic, origin, dir: join(catalog.root, topic[origin]) }) as const);
  for (const { topic, dir } of jobs) if (!(await exists(dir))) throw missing(topic, origin);
  return jobs;
}

async function folderJob(catalog: Catalog, command: CheckCommand & { from: string }, cwd: string): Promise<Job> {
  const { all, solutions, from } = command;
  const [word, ...more] = command.topics;
  if (solutions) throw new UsageError('`--from` and `--solutions` name different files to grade: choose one of them.');
  if (word === undefined || more.length > 0 || all)
    throw new UsageError(`\`--from\` grades a folder for one topic: \`npx kata check <topic> --from ${from}\`.`);
  const topic = findTopic(catalog, word);
  const dir = resolve(cwd, from);
  if (await exists(dir)) return { topic, origin: 'folder', dir };
  throw new UsageError(`There is no folder ${from}. \`--from\` takes a folder with the files of one exercise.`);
}

function missing({ exercise, solution, number }: Topic, origin: 'exercise' | 'solution'): UsageError {
  if (origin === 'exercise')
    return new UsageError(`${exercise} is not there. \`npx kata reset ${number}\` brings it back as it was shipped.`);
  return new UsageError(`${solution} is not there. \`git checkout -- ${solution}\` brings it back.`);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
