import type { Timeline, TimelineRow } from '../../lab/timeline.ts';
import type { CheckSummary, Finding, Graded, Verdict } from '../../verdict/verdict.ts';

/** A verdict as other programs read it; `verdict.schema.json` describes it. A change that breaks readers raises the version. */
export interface VerdictJson extends Omit<Graded, 'engine'> {
  schemaVersion: 1;
  verdict: Verdict['kind'];
  engine?: Graded['engine'];
  findings: Finding[];
  fault?: { code: string; message: string; repair: string };
}

/**
 * A verdict as the object of the contract. Fields are named one by one, so that nothing else gets out by accident.
 * Print it with `JSON.stringify` on a line of its own.
 */
export function renderJson(verdict: Verdict): VerdictJson {
  const { topic, number, title, origin, ms, seed, engine, notices, submission } = verdict;
  return {
    schemaVersion: 1,
    topic,
    number,
    title,
    origin,
    verdict: verdict.kind,
    checks: verdict.checks.map(checkJson),
    findings: verdict.kind === 'passed' ? [] : verdict.findings.map(findingJson),
    notices: [...notices],
    ...(verdict.kind === 'inconclusive' && { fault: pick(verdict.fault, ['code', 'message', 'repair']) }),
    ms: Math.round(ms),
    seed,
    ...(engine && { engine: pick(engine, ['kind', 'version', 'path']) }),
    submission: { sha256: submission.sha256 },
  };
}

function checkJson(check: CheckSummary): CheckSummary {
  return { ...pick(check, ['id', 'claim', 'status', 'because']), ms: Math.round(check.ms) };
}

function findingJson(finding: Finding): Finding {
  const { where, timeline } = finding;
  return {
    ...pick(finding, ['id', 'claim', 'did', 'saw', 'why', 'read', 'caret']),
    ...(where && { where: pick(where, ['file', 'line', 'column']) }),
    ...(timeline && { timeline: timelineJson(timeline) }),
  };
}

function timelineJson({ workflow, from, to, rows }: Timeline): Timeline {
  const fields: (keyof TimelineRow)[] = [
    'kind',
    'name',
    'from',
    'to',
    'outcome',
    'attempts',
    'detail',
    'event',
    'decisive',
  ];
  return { workflow, from, to, rows: rows.map((row) => pick(row, fields)) };
}

function pick<Whole extends object, Name extends keyof Whole>(whole: Whole, names: Name[]): Pick<Whole, Name> {
  const entries = names.map((name) => [name, whole[name]] as const).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Pick<Whole, Name>;
}
