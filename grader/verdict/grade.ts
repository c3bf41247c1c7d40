import { type Fault, FaultError } from '../catalog/fault.ts';
import type { Topic } from '../catalog/topic.ts';
import type { Check, TopicChecks } from '../check/check.ts';
import type { Evidence } from '../check/evidence.ts';
import { type CheckResult, runChecks } from '../check/run-checks.ts';
import { urgentFirst } from '../check/urgent-first.ts';
import type { EngineChoice } from '../engine/engine.ts';
import type { Keeper } from '../engine/keeper.ts';
import type { BuildPath } from '../host/build.ts';
import type { Sandbox } from '../host/host.ts';
import { Lane } from '../lab/lane.ts';
import { buildParts, type Parts, type Problems } from '../lab/parts.ts';
import { Supply } from '../lab/supply.ts';
import type { Submission } from '../submission/submission.ts';
import { findDoubtful } from './confirm.ts';
import { FailedLast } from './failed-last.ts';
import { type FoldContext, foldResults } from './fold.ts';
import { changedGivenFiles } from './given-files.ts';
import { loadChecks } from './topic-checks.ts';
import type { CheckSummary, Finding, Graded, Verdict } from './verdict.ts';

export interface GradeRequest {
  topic: Topic;
  submission: Submission;
  seed: number;
  /** Called as each check ends, before anything is folded. */
  onCheck?: (result: CheckSummary & { finding?: Finding }) => void;
  /** Called with all that was recorded during each check, for a report. */
  onEvidence?: (evidence: Evidence) => void;
  /** Asked after each check with the findings so far, the most basic first: whether they are all that is wanted. */
  isEnough?: (findings: readonly Finding[]) => boolean;
  /** Ids of checks that are asked before the others, with what they need; a verdict on all checks is the same without. */
  urgent?: Iterable<string>;
  signal?: AbortSignal;
}

/** Grades one submission after the other on one lane. */
export interface Grader {
  /** Never rejects but for an abort: a failure of ours is an inconclusive verdict. */
  grade(request: GradeRequest): Promise<Verdict>;
  /** The same, with what each check came to before folding: what the course proves itself with. */
  examine(request: GradeRequest): Promise<{ verdict: Verdict; results: CheckResult[] }>;
  close(): Promise<void>;
}

export interface GraderOptions {
  /** Root folder of the clone. */
  root: string;
  path: BuildPath;
  choice: EngineChoice;
  keeper: Keeper;
  /** What holds the submission, besides the limits that always do. */
  sandbox?: Sandbox;
  /** What has to be said with each verdict. */
  notices?: readonly string[];
  /**
   * Keeps a spare engine and host ready from the start, and asks first what failed last: for watch, where the next
   * grading comes soon, and is about that.
   */
  warm?: boolean;
}

/** Opens a grader; the engine starts in the background. */
export function openGrader(options: GraderOptions): Grader {
  const supply = new Supply(options.choice, options.keeper, options.sandbox);
  let lane: Promise<Lane> | undefined;
  const openLane = () => {
    lane ??= Lane.open(supply, options.path);
    lane.catch(() => {
      lane = undefined;
    });
    return lane;
  };
  void openLane().catch(() => {});
  if (options.path === 'fast') supply.warmHost();
  if (options.warm) supply.warm();
  const failed = new FailedLast();
  const examine = async (request: GradeRequest) => {
    try {
      return await examineOn(options, openLane, options.warm ? failed.askedFirst(request) : request);
    } finally {
      if (options.warm) supply.warm();
    }
  };
  return {
    examine,
    grade: async (request) => (await examine(request)).verdict,
    async close() {
      await Promise.allSettled([lane?.then((open) => open.close()), supply.close()]);
    },
  };
}

async function examineOn(
  options: GraderOptions,
  openLane: () => Promise<Lane>,
  request: GradeRequest,
): Promise<{ verdict: Verdict; results: CheckResult[] }> {
  const { topic, submission, seed } = request;
  const started = performance.now();
  const context = { slug: topic.slug, lesson: topic.lesson, files: new Set(submission.files.keys()) };
  const base = () => ({
    topic: topic.slug,
    number: topic.number,
    title: topic.title,
    origin: submission.origin,
    ms: Math.round(performance.now() - started),
    seed,
    submission: { sha256: submission.sha256 },
  });
  const results: CheckResult[] = [];
  try {
    const [claims, notices] = await Promise.all([
      loadChecks(options.root, topic),
      changedGivenFiles(options.root, topic, submission),
    ]);
    const { engine } = await runAll({ options, openLane, request, claims, results, context });
    const confirmed = options.path === 'fast' ? await confirm(options, request, claims, results) : results;
    const folded = foldResults(confirmed, context);
    const graded: Graded = {
      ...base(),
      checks: folded.checks,
      ...(claims.score && { score: countScore(claims.score, folded.checks) }),
      notices: [...(options.notices ?? []), ...notices, ...leftOut(submission)],
      engine,
    };
    const [first, ...rest] = folded.findings;
    const verdict: Verdict = first
      ? { ...graded, kind: folded.unrunnable ? 'unrunnable' : 'failed', findings: [first, ...rest] }
      : { ...graded, kind: 'passed' };
    return { verdict, results: confirmed };
  } catch (error) {
    request.signal?.throwIfAborted();
    const { checks, findings } = foldResults(results, context);
    const verdict: Verdict = { ...base(), kind: 'inconclusive', checks, notices: [], findings, fault: asFault(error) };
    return { verdict, results };
  }
}

function countScore({ of, words }: NonNullable<TopicChecks['score']>, checks: CheckSummary[]): Graded['score'] {
  const held = of.filter((check) => checks.some(({ id, status }) => id === check.id && status === 'passed'));
  return { held: held.length, of: of.length, words };
}

interface Everything {
  options: GraderOptions;
  openLane: () => Promise<Lane>;
  request: GradeRequest;
  claims: TopicChecks;
  results: CheckResult[];
  context: FoldContext;
}

async function runAll(all: Everything): Promise<{ engine: Graded['engine'] }> {
  const { options, openLane, request, claims, results, context } = all;
  const { kind, version } = options.choice;
  const engine = { kind, version, path: options.path };
  const setting = claims.setting ?? {};
  const parts = await buildParts(request.submission, setting, options.path);
  const onResult = (result: CheckResult) => {
    results.push(result);
    const folded = foldResults([result], context);
    const [check, finding] = [folded.checks[0], folded.findings[0]];
    if (check) request.onCheck?.({ ...check, ...(finding && { finding }) });
  };
  if (!parts.build) {
    for (const check of claims.checks) onResult(unbuilt(check, parts));
    return { engine };
  }
  const { signal, seed, onEvidence, isEnough } = request;
  const { checks, independent = false } = claims;
  const lane = await openLane();
  const told = { onResult, ...(onEvidence && { onEvidence }), ...(signal && { signal }) };
  const enough = isEnough && { isEnough: () => isEnough(foldResults(results, context).findings) };
  const inTurn = urgentFirst(checks, request.urgent ?? []);
  await runChecks({ checks: inTurn, setting, parts, lane, seed, independent, ...told, ...enough });
  // Whatever was asked first: the most important claim is read first.
  results.sort((a, b) => checks.indexOf(a.check) - checks.indexOf(b.check));
  return { engine };
}

function unbuilt(check: Check, parts: Parts): CheckResult {
  const problems = [...parts.broken.values()].flat() as unknown as Problems;
  return { check, ms: 0, kind: 'stopped', raw: { kind: 'build', problems }, did: '' };
}

/** Measures once more, on the official path, what rests on a time limit: a slow machine must not convict anybody. */
async function confirm(
  options: GraderOptions,
  request: GradeRequest,
  claims: TopicChecks,
  results: CheckResult[],
): Promise<CheckResult[]> {
  const doubtful = findDoubtful(results).map(({ check }) => check);
  if (doubtful.length === 0) return results;
  const supply = new Supply(options.choice, options.keeper, options.sandbox);
  const setting = claims.setting ?? {};
  const [lane, parts] = await Promise.all([
    Lane.open(supply, 'official'),
    buildParts(request.submission, setting, 'official'),
  ]);
  try {
    const again = await runChecks({
      checks: doubtful,
      setting,
      parts,
      lane,
      seed: request.seed,
      independent: claims.independent ?? false,
      ...(request.signal && { signal: request.signal }),
    });
    return results.map((result) => again.find(({ check }) => check.id === result.check.id) ?? result);
  } finally {
    await Promise.allSettled([lane.close(), supply.close()]);
  }
}

function leftOut({ leftOut }: Submission): string[] {
  const reasons = {
    'leads-outside': 'it is a link that leads out of the folder',
    'too-large': 'it is larger than 1 MB',
    'too-many': 'there are too many files',
    unreadable: 'it can’t be read',
  };
  return leftOut.map(({ file, because }) => `\`${file}\` was left out: ${reasons[because]}.`);
}

function asFault(error: unknown): Fault {
  if (error instanceof FaultError) return error.fault;
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'grader-broke',
    message,
    repair: 'This is a bug of the grader. Please report it with `npx kata report`.',
  };
}
