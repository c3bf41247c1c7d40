import { availableParallelism } from 'node:os';
import { type Fault, FaultError } from '../catalog/fault.ts';
import type { Evidence } from '../check/evidence.ts';
import { findEngine } from '../engine/find.ts';
import { openKeeper } from '../engine/keeper.ts';
import { choosePath } from '../host/agreement.ts';
import type { Sandbox } from '../host/host.ts';
import { requireSandbox } from '../host/sandbox/bubblewrap.ts';
import { readSubmission, type Submission } from '../submission/submission.ts';
import { readTypeNotices } from '../submission/type-notices.ts';
import { type Grader, openGrader } from '../verdict/grade.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Job } from './choose-topics.ts';
import { print, type Surroundings } from './surroundings.ts';

/** A verdict, and the files it is about. */
export interface Graded {
  job: Job;
  submission: Submission;
  verdict: Verdict;
  /** What was recorded, if it was asked for. */
  evidence: Evidence[];
}

export interface Grading {
  jobs: readonly Job[];
  seed: number;
  official: boolean;
  /** What holds the submission. Where it can't be had there is no verdict. */
  sandbox?: Sandbox;
  lanes: number | undefined;
  /** Keeps what is recorded during each check. */
  evidence?: boolean;
  /** Called in the order of the jobs, as early as that allows. */
  onGraded: (graded: Graded) => Promise<void>;
}

/**
 * Grades jobs, several at a time where there are lanes. Engine and hosts have ended when it resolves or rejects.
 * Without an engine each verdict is inconclusive.
 * @throws UsageError for a folder that can't be read; the abort's reason.
 */
export async function gradeJobs(grading: Grading, surroundings: Surroundings): Promise<void> {
  const { jobs, official, sandbox } = grading;
  const { root, signal, stderr } = surroundings;
  const keeper = openKeeper();
  const graders: Grader[] = [];
  try {
    if (sandbox) await requireSandbox(surroundings.platform);
    const { choice } = await findEngine({ ...surroundings, keeper, report: (line) => print(stderr, line) });
    signal.throwIfAborted();
    const chosen = await choosePath(official);
    const lanes = Math.min(jobs.length, grading.lanes ?? Math.min(2, availableParallelism()));
    for (let lane = 0; lane < lanes; lane++) {
      graders.push(openGrader({ root, ...chosen, choice, keeper, ...(sandbox && { sandbox }) }));
    }
    await gradeAll(graders, grading, surroundings);
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    for (const job of jobs) await grading.onGraded(await noVerdict(job, grading.seed, error.fault));
  } finally {
    await Promise.allSettled(graders.map((grader) => grader.close()));
    await keeper.close();
  }
}

/** What is said of a submission that could not be graded for want of an engine. */
async function noVerdict({ topic, origin, dir }: Job, seed: number, fault: Fault): Promise<Graded> {
  const submission = await readSubmission({ dir, origin });
  const { slug, number, title } = topic;
  const about = { topic: slug, number, title, origin, seed, submission: { sha256: submission.sha256 } };
  const verdict: Verdict = { ...about, kind: 'inconclusive', checks: [], findings: [], notices: [], ms: 0, fault };
  return { job: { topic, origin, dir }, submission, verdict, evidence: [] };
}

/** Lanes take the next job when they are free; what they find is handed on in the order of the jobs. */
async function gradeAll(
  graders: Grader[],
  { jobs, seed, evidence = false, onGraded }: Grading,
  surroundings: Surroundings,
): Promise<void> {
  const waiting = [...jobs.entries()];
  const done = new Map<number, Graded>();
  let next = 0;
  let handing = Promise.resolve();
  const handOn = async () => {
    for (let graded = done.get(next); graded; graded = done.get(next)) {
      next++;
      await onGraded(graded);
    }
  };
  const work = async (grader: Grader) => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      const [index, job] = entry;
      done.set(index, await gradeJob(grader, { job, seed, keep: evidence }, surroundings));
      handing = handing.then(handOn);
      await handing;
    }
  };
  await Promise.all(graders.map(work));
}

async function gradeJob(
  grader: Grader,
  { job, seed, keep }: { job: Job; seed: number; keep: boolean },
  { root, platform, arch, signal }: Surroundings,
): Promise<Graded> {
  const { topic, origin, dir } = job;
  const submission = await readSubmission({ dir, origin });
  const evidence: Evidence[] = [];
  const onEvidence = (one: Evidence) => evidence.push(one);
  const over = new AbortController();
  const types =
    origin === 'solution'
      ? Promise.resolve([])
      : readTypeNotices({ root, dir: submission.dir, platform, arch, signal: AbortSignal.any([signal, over.signal]) });
  try {
    const verdict = await grader.grade({ topic, submission, seed, signal, ...(keep && { onEvidence }) });
    // Code that can't start has its reason already; the compiler would say it again.
    if (verdict.kind === 'unrunnable' || verdict.kind === 'inconclusive') return { job, submission, verdict, evidence };
    return { job, submission, evidence, verdict: { ...verdict, notices: [...verdict.notices, ...(await types)] } };
  } finally {
    over.abort();
  }
}
