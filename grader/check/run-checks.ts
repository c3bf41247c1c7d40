import { setTimeout as delay } from 'node:timers/promises';
import { FaultError } from '../catalog/fault.ts';
import { drawTimeline } from '../lab/draw-timeline.ts';
import { idsOfFamily } from '../lab/family.ts';
import { historyJson } from '../lab/history-json.ts';
import { Lab } from '../lab/lab.ts';
import type { Lane, Leftover } from '../lab/lane.ts';
import type { Parts } from '../lab/parts.ts';
import { readHistory } from '../lab/read-history.ts';
import type { Run } from '../lab/run.ts';
import type { Setting } from '../lab/setting.ts';
import { Stage } from '../lab/stage.ts';
import { type RawCause, Stopped } from '../lab/stopped.ts';
import type { Timeline } from '../lab/timeline.ts';
import type { Check, Found, Held } from './check.ts';
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
  lane: Lane;
  seed: number;
  /** Whether each check has to be judged whatever became of the others. */
  independent?: boolean;
  /** Called as each check ends. */
  onResult?: (result: CheckResult) => void;
  /** Asked after each check: whether the checks that are left need not run. */
  isEnough?: () => boolean;
  /** Takes all that was recorded during each check; it costs some time, so it is not for every day. */
  onEvidence?: (evidence: Evidence) => void;
  /** Ends the check that runs, as a check that went wrong is ended, and starts no other. */
  signal?: AbortSignal;
}

/**
 * The one loop that runs checks, whoever asks. After an unclean check the next one gets a fresh engine and host, also
 * when it belongs to the next grading.
 */
export async function runChecks({
  checks,
  setting,
  parts,
  lane,
  seed,
  independent = false,
  onResult,
  isEnough,
  onEvidence,
  signal,
}: ChecksToRun): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  await lane.renew();
  let stage = new Stage(lane, parts, setting);
  try {
    for (const check of checks) {
      signal?.throwIfAborted();
      const because =
        check.needs.find((id) => results.some((r) => r.check.id === id && r.kind !== 'held')) ??
        (independent ? undefined : causeOfAll(results));
      if (!because && lane.isSoiled) {
        // First the host: nothing it still runs may answer while the engine is put in order.
        await stage.killHost();
        await lane.renew();
        stage = new Stage(lane, parts, setting);
      }
      const result: CheckResult = because
        ? { check, ms: 0, kind: 'skipped', because }
        : await runCheck(check, stage, { seed, signal, onEvidence });
      results.push(result);
      onResult?.(result);
      if (isEnough?.()) break;
    }
  } finally {
    await stage.killHost();
  }
  return results;
}

/** So many checks stopped by one and the same cause speak for those that were not run yet. */
const ENOUGH = 3;

/** The first of the checks that one cause has stopped, once there are enough of them. */
function causeOfAll(results: readonly CheckResult[]): string | undefined {
  const causes = new Map<string, string[]>();
  for (const result of results) {
    const cause = result.kind === 'stopped' && nameCause(result.raw);
    if (cause) causes.set(cause, [...(causes.get(cause) ?? []), result.check.id]);
  }
  return [...causes.values()].find((ids) => ids.length >= ENOUGH)?.[0];
}

/** What tells one cause from another; undefined for those that depend on what a check does. */
function nameCause(raw: RawCause): string | undefined {
  if (raw.kind === 'task-failed') return `task ${raw.cause} ${raw.failure.message}`;
  if (raw.kind === 'activity-unregistered') return `activity ${raw.activity}`;
  if (raw.kind === 'host-exited') return `host ${JSON.stringify(raw.exit)}`;
  return undefined;
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
  let left: Leftover = 'anything';
  try {
    const said = await stage.lane.within(() => withDeadline(check, lab, signal));
    const ms = Math.round(performance.now() - started);
    if (onEvidence) await witness();
    if (said.kind === 'holds') {
      left = await lab.close(true);
      return { check, ms, kind: 'held' };
    }
    const timeline = said.evidence && (await timelineOf(said.evidence, lab, said.decisive));
    left = await lab.close(true);
    return { check, ms, kind: 'found', found: said, ...(timeline && { timeline }) };
  } catch (error) {
    if (signal?.aborted) {
      await lab.close(false);
      throw signal.reason;
    }
    if (!(error instanceof Stopped)) throw asFault(error, check);
    const ms = Math.round(performance.now() - started);
    if (onEvidence) await witness();
    const run = await runOf(error.raw);
    const timeline = run && (await timelineOf(run, lab, decisiveEvent(error.raw)));
    // What it still runs would go on while its runs are being ended.
    if (!neverStarted.has(error.raw.kind)) await stage.killHost();
    left = await lab.close(true);
    return { check, ms, kind: 'stopped', raw: error.raw, did: lab.did, ...(timeline && { timeline }) };
  } finally {
    if (left !== 'nothing') stage.lane.soil(left);
  }
}

async function withDeadline(check: Check, lab: Lab, signal: AbortSignal | undefined): Promise<Held | Found> {
  const { deadlineMs: ms } = check;
  let end = () => {};
  const ended = new Promise<never>((_resolve, reject) => {
    const tooLate = (): RawCause => ({
      kind: 'deadline',
      waitingFor: 'the check to end',
      ms,
      runs: lab.runs,
      whole: true,
    });
    const timer = setTimeout(() => reject(new Stopped(tooLate())), ms);
    const interrupt = () => reject(signal?.reason);
    signal?.addEventListener('abort', interrupt);
    end = () => {
      clearTimeout(timer);
      // By hand: told by a signal of its own, Node 20 forgets to now and then, and this one outlives all checks.
      signal?.removeEventListener('abort', interrupt);
    };
  });
  const running = check.run({ lab });
  for (const unheard of [running, ended]) unheard.catch(() => {});
  try {
    return await Promise.race([running, ended]);
  } finally {
    end();
  }
}

/** The run a cause is about; of a wait that came to nothing, the first that has not come to its own end. */
async function runOf(raw: RawCause): Promise<Run | undefined> {
  if ('run' in raw) return raw.run;
  if (raw.kind !== 'deadline') return undefined;
  const outcomes = await Promise.race([
    Promise.all(raw.runs.map((run) => run.outcome().catch(() => undefined))),
    delay(HISTORY_MS, [], { ref: false }),
  ]);
  // A run that was waited for has been ended since, so that nobody waits any longer.
  const stuck = outcomes.findIndex((outcome) => outcome?.status === 'unfinished' || outcome?.status === 'terminated');
  return raw.runs[Math.max(0, stuck)];
}

function decisiveEvent(raw: RawCause): number | undefined {
  return raw.kind === 'task-failed' ? raw.event : undefined;
}

/** A history of megabytes takes its time, on a busy machine. */
const HISTORY_MS = 5000;

async function timelineOf(run: Run, lab: Lab, decisive: number | undefined): Promise<Timeline | undefined> {
  const history = await Promise.race([
    run.rawHistory().catch(() => undefined),
    delay(HISTORY_MS, undefined, { ref: false }),
  ]);
  if (!history) return undefined;
  const family = await idsOfFamily(run, lab.runs);
  const timeline = drawTimeline({
    workflow: run.workflow,
    events: readHistory(history),
    ledger: lab.ledger.rows.filter(({ caller }) => family.has(caller.workflowId ?? run.workflowId)),
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
