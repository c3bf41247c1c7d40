import type { Topic } from '../../catalog/topic.ts';
import type { CheckResult } from '../../check/run-checks.ts';
import type { Surroundings } from '../surroundings.ts';
import { type GoldenPart, goldenFile, goldenFindings, goldenSeed, writeGolden } from './golden.ts';
import type { Graders } from './graders.ts';
import { findingsOf, judge } from './judge.ts';
import { needlessChecks } from './needed-checks.ts';
import { listSpecimens, loadZoo, type Specimen } from './specimens.ts';

/**
 * Grades a topic's wrong answers and writes down what they read; says on stdout how each specimen was judged.
 * @returns how many specimens were judged wrongly, and checks that none fails alone.
 */
export async function recordGolden(
  topic: Topic,
  graders: Graders,
  { root, stdout, signal }: Surroundings,
): Promise<number> {
  const specimens = listSpecimens(root, topic, await loadZoo(root, topic));
  const parts = new Map<string, GoldenPart>();
  const wrongAnswers: CheckResult[][] = [];
  let wrong = 0;
  const record = async (specimen: Specimen) => {
    const { name, because, expected } = specimen;
    const examined = await graders.examine({
      topic,
      submission: await specimen.compose(),
      seed: goldenSeed,
      ...(signal && { signal }),
    });
    const findings = findingsOf(examined.verdict);
    const complaints = judge(expected, examined);
    if (complaints.length > 0) wrong++;
    const met = findings[0]?.id ?? examined.verdict.kind;
    const failed = examined.results
      .filter(({ kind }) => kind === 'found' || kind === 'stopped')
      .map(({ check }) => check.id);
    stdout.write(
      `${complaints.length > 0 ? '✗' : '✓'} ${name.padEnd(32)} ${met}  [${failed.join(' ')}]  ${examined.verdict.ms} ms\n`,
    );
    for (const complaint of complaints) stdout.write(`    ${complaint}\n`);
    if (expected.kind === 'fails') wrongAnswers.push(examined.results);
    if (expected.kind === 'fails') parts.set(name, { name, because, findings: goldenFindings(name, findings) });
  };
  const outcomes = await Promise.allSettled(specimens.map(record));
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') continue;
    signal?.throwIfAborted();
    wrong++;
    stdout.write(`✗ ${outcome.reason instanceof Error ? outcome.reason.message : String(outcome.reason)}\n`);
  }
  const inOrder = specimens.flatMap(({ name }) => parts.get(name) ?? []);
  await writeGolden(root, topic, inOrder);
  const needless = needlessChecks(wrongAnswers);
  if (needless.length > 0) stdout.write(`✗ No specimen fails one of these checks alone: ${needless.join(', ')}\n`);
  stdout.write(`${wrong === 0 ? 'All as expected' : `${wrong} NOT as expected`}; written: ${goldenFile(topic)}\n`);
  return wrong + needless.length;
}
