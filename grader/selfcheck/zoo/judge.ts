import { unreachable } from '../../catalog/unreachable.ts';
import type { CheckResult } from '../../check/run-checks.ts';
import type { Finding, Verdict } from '../../verdict/verdict.ts';
import { renderFinding } from '../../view/terminal/render-finding.ts';
import type { Examined } from './graders.ts';
import type { Expectation } from './specimens.ts';

/** What is wrong with how a specimen was judged, one sentence each; empty when all is as it should be. Pure. */
export function judge(expected: Expectation, { verdict, results }: Examined): string[] {
  return [...judgeVerdict(expected, verdict), ...withoutTimeline(results), ...findingsOf(verdict).flatMap(judgeText)];
}

/** A verdict in a word: the id of the first finding, or the kind of verdict without one. */
export function describeVerdict({ verdict }: Examined): string {
  if (verdict.kind === 'inconclusive') return `inconclusive (${verdict.fault.code}: ${verdict.fault.message})`;
  return findingsOf(verdict)[0]?.id ?? verdict.kind;
}

/** The first finding in full, with the timeline, for whoever has to find out how it came about; empty without one. */
export function explainVerdict({ verdict }: Examined): string {
  const [first] = findingsOf(verdict);
  const screen = { columns: 120, colour: false, unicode: true };
  return first ? renderFinding(first, screen, { timelineRows: 60 }) : '';
}

/** The findings of a verdict of any kind. */
export function findingsOf(verdict: Verdict): readonly Finding[] {
  return verdict.kind === 'passed' ? [] : verdict.findings;
}

function judgeVerdict(expected: Expectation, verdict: Verdict): string[] {
  if (verdict.kind === 'inconclusive')
    return [`The grader itself failed (${verdict.fault.code}): ${verdict.fault.message}`];
  const met = findingsOf(verdict);
  const [first] = met;
  switch (expected.kind) {
    case 'passes':
      return first
        ? [`It is right, and it met ${met.map(({ id }) => id).join(', ')}. First it read: ${first.saw}`]
        : [];
    case 'fails':
      if (!first)
        return [`It is wrong, and it passed${expected.first ? `; ${expected.first} should have failed` : ''}.`];
      if (expected.first === undefined || first.id === expected.first) return [];
      return [
        `It should meet ${expected.first} first, and met ${met.map(({ id }) => id).join(', ')}. First it read: ${first.saw}`,
      ];
    default:
      return unreachable(expected);
  }
}

/** A history that tells the story must reach the learner as a timeline. */
function withoutTimeline(results: readonly CheckResult[]): string[] {
  const bare = results.filter(
    (result) =>
      (result.kind === 'found' && result.found.evidence && !result.timeline) ||
      (result.kind === 'stopped' && 'run' in result.raw && !result.timeline),
  );
  return bare.map(
    ({ check }) => `The check ${check.id} has a history as its evidence, and no timeline was drawn of it.`,
  );
}

const blemishes: [RegExp, string][] = [
  [/(?:^|[\s`'"(])\/(?:home|root|tmp|usr|var|work|private|Users|opt|mnt|etc|proc)\b/, 'a place on this machine'],
  [/\b[A-Za-z]:\\/, 'a place on this machine'],
  [/file:\/\//, 'a place on this machine'],
  [/^\s+at .+:\d+:\d+\)?$/m, 'a stack'],
  [/node_modules|\.kata\b/, 'a folder of the machinery'],
  [/\b(?:just|simply|obviously)\b/i, 'a word that belittles the reader (just, simply, obviously)'],
  [/\[object \w+\]|\bNaN\b/, 'a value that was not put into words'],
];

/** What a learner may not read in a finding. Pure. */
export function judgeText(finding: Finding): string[] {
  const text = [finding.claim, finding.did, finding.saw, finding.why].join('\n');
  return blemishes.flatMap(([pattern, what]) => {
    const [seen] = pattern.exec(text) ?? [];
    return seen === undefined ? [] : [`The finding ${finding.id} names ${what}: ${JSON.stringify(seen.trim())}.`];
  });
}
