import type { CheckResult } from '../check/run-checks.ts';
import type { RawCause } from '../lab/stopped.ts';
import { rawText } from './raw/raw-finding.ts';
import type { CheckSummary, Finding } from './verdict.ts';

/** Causes more basic than any claim; one of them is read before what checks have found. */
const basic = new Set<RawCause['kind']>([
  'build',
  'start-failed',
  'missing-export',
  'host-exited',
  'task-failed',
  'activity-unregistered',
]);

/** Causes that mean: this part of the code can't start at all. */
const cannotStart = new Set<RawCause['kind']>(['build', 'start-failed', 'missing-export']);

export interface Folded {
  findings: Finding[];
  checks: CheckSummary[];
  /** No check could run. */
  unrunnable: boolean;
}

/** What makes a finding: the topic's names and the learner's files. */
export interface FoldContext {
  slug: string;
  /** `lessons/NN-slug.md` */
  lesson: string;
  files: ReadonlySet<string>;
}

/** Turns what checks came to into what a learner reads: each cause once, the most basic first. Pure. */
export function foldResults(results: readonly CheckResult[], context: FoldContext): Folded {
  const findings: { finding: Finding; basic: boolean }[] = [];
  const toldBy = new Map<string, string>();
  const summarise = (result: CheckResult): CheckSummary => {
    const { id, claim } = result.check;
    const summary = { id, claim, ms: result.ms };
    if (result.kind === 'held') return { ...summary, status: 'passed' };
    if (result.kind === 'skipped') {
      // A check that was not asked because of another one that was not asked names the one that failed.
      const because = toldBy.get(result.because) ?? `${context.slug}/${result.because}`;
      toldBy.set(id, because);
      return { ...summary, status: 'skipped', because };
    }
    const finding = result.kind === 'found' ? ownFinding(result, context) : rawFinding(result, context);
    const same = findings.find(({ finding: other }) => other.id === finding.id && other.saw === finding.saw);
    toldBy.set(id, same?.finding.id ?? finding.id);
    if (same) return { ...summary, status: 'skipped', because: same.finding.id };
    findings.push({ finding, basic: result.kind === 'stopped' && basic.has(result.raw.kind) });
    return { ...summary, status: 'failed' };
  };
  // What was not asked names what failed, and that may stand behind it: in watch what failed last is asked first.
  const inTurn = results.toSorted((a, b) => Number(a.kind === 'skipped') - Number(b.kind === 'skipped'));
  const summaries = new Map(inTurn.map((result) => [result.check.id, summarise(result)]));
  const checks = results.flatMap(({ check }) => summaries.get(check.id) ?? []);
  findings.sort((a, b) => Number(b.basic) - Number(a.basic));
  return { findings: findings.map(({ finding }) => finding), checks, unrunnable: results.every(couldNotStart) };
}

function couldNotStart(result: CheckResult): boolean {
  if (result.kind === 'skipped') return true;
  if (result.kind !== 'stopped') return false;
  return cannotStart.has(result.raw.kind) || (result.raw.kind === 'host-exited' && result.raw.starting);
}

function ownFinding(
  { check, found, timeline }: Extract<CheckResult, { kind: 'found' }>,
  { slug, lesson }: FoldContext,
): Finding {
  const { did, saw, why, read } = found;
  return {
    id: `${slug}/${check.id}`,
    claim: check.claim,
    did,
    saw,
    why,
    read: `${lesson}${read}`,
    ...(timeline && { timeline }),
  };
}

function rawFinding(result: Extract<CheckResult, { kind: 'stopped' }>, { slug, files }: FoldContext): Finding {
  const { kind, claim, saw, why, read, where, caret } = rawText(result.raw, files);
  return {
    id: `${slug}/${kind}`,
    claim,
    did: result.did || `Tried to see whether ${result.check.claim}.`,
    saw,
    why,
    read,
    ...(where && { where }),
    ...(caret && { caret }),
    ...(result.timeline && { timeline: result.timeline }),
  };
}
