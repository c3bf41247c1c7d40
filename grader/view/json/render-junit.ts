import { create } from 'xmlbuilder2';
import { unreachable } from '../../catalog/unreachable.ts';
import type { CheckSummary, Finding, Verdict } from '../../verdict/verdict.ts';

interface Suite {
  '@name': string;
  '@tests': number;
  '@failures': number;
  '@errors': number;
  '@skipped': number;
  '@time': string;
  testcase: object[];
  'system-out'?: string;
}

/**
 * Verdicts as JUnit XML: a test suite a topic, a test case a check; a fault, which belongs to no check, is a test case
 * of its own, with an error.
 */
export function renderJunit(verdicts: readonly Verdict[]): string {
  const suites = verdicts.map(suiteOf);
  const sum = (count: (suite: Suite) => number) => suites.reduce((total, suite) => total + count(suite), 0);
  const document = {
    testsuites: {
      '@name': 'kata',
      '@tests': sum((suite) => suite['@tests']),
      '@failures': sum((suite) => suite['@failures']),
      '@errors': sum((suite) => suite['@errors']),
      '@skipped': sum((suite) => suite['@skipped']),
      '@time': seconds(verdicts.reduce((total, { ms }) => total + ms, 0)),
      testsuite: suites,
    },
  };
  return `${create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '\uFFFD' }, document).end({ prettyPrint: true })}\n`;
}

function suiteOf(verdict: Verdict): Suite {
  const reasons = findReasons(verdict);
  const count = (status: CheckSummary['status']) => verdict.checks.filter((check) => check.status === status).length;
  const cases = verdict.checks.map((check) => caseOf(verdict, check, outcomeOf(check, reasons.get(check))));
  if (verdict.kind === 'inconclusive') {
    const { code, message, repair } = verdict.fault;
    const error = { '@type': code, '@message': message, '#': `This is not the code's fault. ${repair}` };
    cases.push(caseOf(verdict, { claim: 'the grader works', ms: 0 }, { error }));
  }
  return {
    '@name': verdict.topic,
    '@tests': cases.length,
    '@failures': count('failed'),
    '@errors': verdict.kind === 'inconclusive' ? 1 : 0,
    '@skipped': count('skipped'),
    '@time': seconds(verdict.ms),
    testcase: cases,
    ...(verdict.notices.length > 0 && { 'system-out': verdict.notices.join('\n') }),
  };
}

/** The finding behind each failed check: its own, or else one of those more basic than any claim, in order. */
function findReasons(verdict: Verdict): Map<CheckSummary, Finding> {
  const findings = verdict.kind === 'passed' ? [] : [...verdict.findings];
  const reasons = new Map<CheckSummary, Finding>();
  const take = (check: CheckSummary, index: number) => {
    const [finding] = index === -1 ? [] : findings.splice(index, 1);
    if (finding) reasons.set(check, finding);
  };
  const failed = verdict.checks.filter(({ status }) => status === 'failed');
  for (const check of failed) {
    const own = check.because ?? `${verdict.topic}/${check.id}`;
    take(
      check,
      findings.findIndex(({ id }) => id === own),
    );
  }
  for (const check of failed) if (!reasons.has(check)) take(check, 0);
  return reasons;
}

function caseOf(verdict: Verdict, { claim, ms }: Pick<CheckSummary, 'claim' | 'ms'>, outcome: object): object {
  return { '@classname': verdict.topic, '@name': claim, '@time': seconds(ms), ...outcome };
}

function outcomeOf(check: CheckSummary, finding: Finding | undefined): object {
  switch (check.status) {
    case 'passed':
      return {};
    case 'skipped':
      return { skipped: { ...(check.because && { '@message': `because of ${check.because}` }) } };
    case 'failed':
      return finding ? failure(finding) : { failure: { '@type': check.id, '@message': check.claim } };
    default:
      return unreachable(check.status);
  }
}

function failure({ id, did, saw, why, read, where }: Finding): object {
  const place = where ? [`${where.file}:${where.line}:${where.column}`] : [];
  return { failure: { '@type': id, '@message': saw, '#': [...place, did, saw, why, read].join('\n') } };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
