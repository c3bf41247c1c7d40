import { FaultError } from '../catalog/fault.ts';
import { drawTimeline } from '../lab/draw-timeline.ts';
import { historyJson } from '../lab/history-json.ts';
import { Lab } from '../lab/lab.ts';
import type { Lane } from '../lab/lane.ts';
import type { Parts } from '../lab/parts.ts';
import { readHistory } from '../lab/read-history.ts';
import type { Run } from '../lab/run.ts';
import type { Setting } from '../lab/setting.ts';
import { Stage } from '../lab/stage.ts';
import { type RawCause, Stopped } from '../lab/stopped.ts';
import type { Timeline } from '../lab/timeline.ts';
import type { Check, Found, Held } from './check.ts';
import { CheckQueue } from './check-queue.ts';
import { type Evidence, readEvidence } from './evidence.ts';

/** What came of one check, before anything is folded. */
export type CheckResult = { check: Check; ms: number } & (
  | { kind: 'held' }
  | { kind: 'found'; found: Found; timeline?: Timeline }
  /** It could not go on; `did` says what it was doing. */
  | { kind: 'stopped'; raw: RawCause; did: string; timeline?: Timeline }
  | { kind: 'skipped'; because: string }
);

export interface ChecksToRun {
  checks: readonly Check[];
  setting: Setting;
  parts: Parts;
  /** Each takes the next check that is free; on one alone they run in their order. */
  lanes: readonly [Lane, ...Lane[]];
  seed: number;
  /** Whether each check has to be judged whatever became of the others. */
  independent?: boolean;
  /** Called for each check, in their order, as soon as it and all before it have ended. */
  onResult?: (result: CheckResult) => void;
  /** Takes all that was recorded during each check; it costs some time, so it is not for every day. */
  onEvidence?: (evidence: Evidence) => void;
  /** Ends the check that runs, as a check that went wrong is ended, and starts no other. */
  signal?: AbortSignal;
}

/**
 * The one loop that runs checks, whoever asks. After an unclean check the next one gets a fresh engine and host, also
 * when it belongs to the next grading.
 * @returns the results in the order of the checks
 */
export async function runChecks({ lanes, signal, ...asked }: ChecksToRun): Promise<CheckResult[]> {
  const queue = new CheckQueue(asked);
  const broken = new AbortController();
  const over = signal ? AbortSignal.any([signal, broken.signal]) : broken.signal;
  const works = lanes.map((lane) =>
    runOnLane(lane, queue, { ...asked, signal: over }).catch((error: unknown) => {
      // What breaks on one lane ends the others.
      queue.end();
      broken.abort(error);
      throw error;
    }),
  );
  await Promise.allSettled(works);
  await Promise.all(works);
  return queue.results();
}

type Asked = Omit<ChecksToRun, 'lanes' | 'signal'> & { signal: AbortSignal };

async function runOnLane(lane: Lane, queue: CheckQueue, asked: Asked): Promise<void> {
  const { parts, setting, seed, onEvidence, signal } = asked;
  await lane.renewIfSoiled();
  let stage = new Stage(lane, parts, setting);
  try {
    for (let check = await queue.take(); check; check = await queue.take()) {
      signal.throwIfAborted();
      const because = queue.reasonToSkip(check);
      if (!because && (await lane.renewIfSoiled())) {
        await stage.killHost();
        stage = new Stage(lane, parts, setting);
      }
      queue.put(
        because
          ? { check, ms: 0, kind: 'skipped', because }
          : await runCheck(check, stage, { seed, signal, onEvidence }),
      );
    }
  } finally {
    await stage.killHost();
  }
}

/** Causes that keep a check from starting anything, so that nothing is left behind. */
const neverStarted = new Set<RawCause['kind']>(['build', 'start-failed', 'missing-export']);

interface Circumstances {
  seed: number;
  signal: AbortSignal | undefined;
  onEvidence: ChecksToRun['onEvidence'];
}

async function runCheck(check: Check, stage: Stage, circumstances: Circumstances): Promise<CheckResult> {
  const { seed, signal, onEvidence } = circumstances;
  const lab = new Lab(stage, { seed, name: check.id });
  const witness = async () => onEvidence?.(await readEvidence(check.id, lab));
  const started = performance.now();
  let clean = false;
  try {
    const said = await stage.lane.within(() => withDeadline(check, lab, signal));
    const ms = Math.round(performance.now() - started);
    if (onEvidence) await witness();
    if (said.kind === 'holds') {
      clean = await lab.close(true);
      return { check, ms, kind: 'held' };
    }
    const timeline = said.evidence && (await timelineOf(said.evidence, lab, said.decisive));
    clean = await lab.close(true);
    return { check, ms, kind: 'found', found: said, ...(timeline && { timeline }) };
  } catch (error) {
    if (signal?.aborted) {
      await lab.close(false);
      throw signal.reason;
    }
    if (!(error instanceof Stopped)) throw asFault(error, check);
    const ms = Math.round(performance.now() - started);
    if (onEvidence) await witness();
    const timeline = 'run' in error.raw ? await timelineOf(error.raw.run, lab, decisiveEvent(error.raw)) : undefined;
    clean = await lab.close(neverStarted.has(error.raw.kind));
    return { check, ms, kind: 'stopped', raw: error.raw, did: lab.did, ...(timeline && { timeline }) };
  } finally {
    if (!clean) stage.lane.soil();
  }
}

async function withDeadline(check: Check, lab: Lab, signal: AbortSignal | undefined): Promise<Held | Found> {
  const over = new AbortController();
  const late = new Promise<never>((_resolve, reject) => {
    const timer = setTimeout(
      () =>
        reject(new Stopped({ kind: 'deadline', waitingFor: 'the check to end', ms: check.deadlineMs, runs: lab.runs })),
      check.deadlineMs,
    );
    over.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  const interrupted = new Promise<never>((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true, signal: over.signal });
  });
  const running = check.run({ lab });
  running.catch(() => {});
  try {
    return await Promise.race([running, late, interrupted]);
  } finally {
    over.abort();
  }
}

function decisiveEvent(raw: RawCause): number | undefined {
  return raw.kind === 'task-failed' ? raw.event : undefined;
}

/** A history of megabytes takes its time, on a busy machine. */
const HISTORY_MS = 5000;

async function timelineOf(run: Run, lab: Lab, decisive: number | undefined): Promise<Timeline | undefined> {
  const history = await Promise.race([
    run.rawHistory().catch(() => undefined),
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), HISTORY_MS)),
  ]);
  if (!history) return undefined;
  const timeline = drawTimeline({
    workflow: run.workflow,
    events: readHistory(history),
    ledger: lab.ledger.rows,
    crashes: lab.crashes,
    ...(decisive !== undefined && { decisive }),
  });
  return { ...timeline, history: historyJson(history) };
}

function asFault(error: unknown, check: Check): Error {
  if (error instanceof FaultError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const fault = new FaultError({
    code: 'check-broke',
    message: `The check ${check.id} broke: ${message}`,
    repair: 'This is a bug of the grader. Please report it with `npx kata report`.',
  });
  fault.cause = error;
  return fault;
}
