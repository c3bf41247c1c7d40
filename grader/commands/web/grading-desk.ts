import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { type Fault, FaultError } from '../../catalog/fault.ts';
import type { Topic } from '../../catalog/topic.ts';
import { findEngine } from '../../engine/find.ts';
import { openKeeper } from '../../engine/keeper.ts';
import { choosePath } from '../../host/agreement.ts';
import { keepVerdict } from '../../progress/last-verdict.ts';
import { recordVerdict } from '../../progress/progress.ts';
import { updateProgress } from '../../progress/progress-file.ts';
import { readSubmission, type Submission } from '../../submission/submission.ts';
import { readTypeNotices } from '../../submission/type-notices.ts';
import { type Grader, openGrader } from '../../verdict/grade.ts';
import { loadChecks } from '../../verdict/topic-checks.ts';
import type { CheckSummary, Verdict } from '../../verdict/verdict.ts';
import { print, type Surroundings } from '../surroundings.ts';

/** What is told of a grading while it goes on. */
export interface Listener {
  onStart(of: number): void;
  onCheck(check: CheckSummary, done: number): void;
  onVerdict(verdict: Verdict, submission: Submission): Promise<void> | void;
  /** Type errors; they never decide, and nobody waits for them. */
  onNotices(notices: string[]): void;
}

/** Grades one exercise after the other on a grader that stays open. */
export interface GradingDesk {
  /** Grades the exercise as it lies on the disk; an older grading of the same topic that has not ended is given up. */
  grade(topic: Topic, listener: Listener): void;
  close(): Promise<void>;
}

interface Job {
  topic: Topic;
  listener: Listener;
  stop: AbortController;
}

/** Opens a desk. Engine and host get ready in the background, so that the first grading is quick as well. */
export function openGradingDesk(surroundings: Surroundings): GradingDesk {
  const { root, stderr } = surroundings;
  const keeper = openKeeper();
  let grader: Promise<Grader> | undefined;
  const openOnce = () => {
    grader ??= findEngine({ ...surroundings, keeper, report: (line) => print(stderr, line) }).then(async ({ choice }) =>
      openGrader({ root, ...(await choosePath(false)), choice, keeper, warm: true }),
    );
    grader.catch(() => {
      grader = undefined;
    });
    return grader;
  };
  void openOnce().catch(() => {});
  const jobs: Job[] = [];
  let working: Promise<void> | undefined;
  const work = async () => {
    for (let job = jobs[0]; job; job = jobs[0]) {
      await gradeOnce(job, openOnce, surroundings).catch((error: unknown) => {
        const aborted = job?.stop.signal.aborted || surroundings.signal.aborted;
        if (!aborted) print(stderr, `The grader broke: ${error instanceof Error ? error.message : error}`);
      });
      jobs.splice(jobs.indexOf(job), 1);
    }
    working = undefined;
  };
  return {
    grade(topic, listener) {
      for (const job of jobs) if (job.topic.slug === topic.slug) job.stop.abort(new Error('superseded'));
      jobs.push({ topic, listener, stop: new AbortController() });
      working ??= work();
    },
    async close() {
      for (const job of jobs) job.stop.abort(new Error('closed'));
      await working;
      await grader?.then(
        (open) => open.close(),
        () => {},
      );
      await keeper.close();
    },
  };
}

async function gradeOnce(
  { topic, listener, stop }: Job,
  openOnce: () => Promise<Grader>,
  surroundings: Surroundings,
): Promise<void> {
  const { root, now, version } = surroundings;
  const signal = AbortSignal.any([stop.signal, surroundings.signal]);
  signal.throwIfAborted();
  const submission = await readSubmission({ dir: join(root, topic.exercise), origin: 'exercise' });
  const seed = randomInt(2 ** 31);
  const verdict = await openOnce().then(
    async (grader) => {
      listener.onStart((await loadChecks(root, topic)).checks.length);
      let done = 0;
      const onCheck = (check: CheckSummary) => listener.onCheck(check, ++done);
      return grader.grade({ topic, submission, seed, onCheck, signal });
    },
    (error: unknown) => noVerdict({ topic, submission, seed }, error),
  );
  signal.throwIfAborted();
  await updateProgress(root, (progress) => recordVerdict(progress, verdict, { at: now(), grader: version }));
  if (verdict.kind !== 'inconclusive') await keepVerdict(root, verdict);
  await listener.onVerdict(verdict, submission);
  // Code that can't start has its reason already; the compiler would say it again.
  if (verdict.kind === 'unrunnable' || verdict.kind === 'inconclusive') return;
  // Only now: the editor shows type errors as one types, and the compiler would take a core from the grading.
  const notices = await readTypeNotices({ ...surroundings, dir: submission.dir, signal });
  if (notices.length > 0) listener.onNotices(notices);
}

/** What is said when there is no engine to grade with. */
function noVerdict(
  { topic, submission, seed }: { topic: Topic; submission: Submission; seed: number },
  error: unknown,
): Verdict {
  if (!(error instanceof FaultError)) throw error;
  const fault: Fault = error.fault;
  const { slug, number, title } = topic;
  const about = {
    topic: slug,
    number,
    title,
    origin: 'exercise' as const,
    seed,
    submission: { sha256: submission.sha256 },
  };
  return { ...about, kind: 'inconclusive', checks: [], findings: [], notices: [], ms: 0, fault };
}
