import { UsageError } from '../../catalog/fault.ts';
import type { Topic } from '../../catalog/topic.ts';
import type { CheckResult } from '../../check/run-checks.ts';
import type { Surroundings } from '../surroundings.ts';
import { goldenFile, goldenFindings, goldenSeed, readGolden, renderPart, writeGolden } from './golden.ts';
import type { Graders } from './graders.ts';
import { findingsOf, judge } from './judge.ts';
import { needlessChecks } from './needed-checks.ts';
import { listSpecimens, loadZoo, type Specimen } from './specimens.ts';

export interface GoldenTask {
  topic: Topic;
  /** Names of the specimens to grade; the parts of the others stay as they are written. Empty: all. */
  only: readonly string[];
  graders: Graders;
}

/**
 * Grades a topic's specimens and writes down what the wrong answers read; says on stdout how each was judged.
 * @returns how many specimens were judged wrongly, and checks that none fails alone.
 * @throws UsageError for a name that no specimen has.
 */
export async function recordGolden(
  { topic, only, graders }: GoldenTask,
  { root, stdout, signal }: Surroundings,
): Promise<number> {
  const specimens = listSpecimens(root, topic, await loadZoo(root, topic));
  const chosen = only.length === 0 ? specimens : only.map((name) => named(name, specimens, topic));
  const parts = only.length === 0 ? new Map<string, string>() : await readGolden(root, topic);
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
    if (expected.kind === 'fails') parts.set(name, renderPart({ because, findings: goldenFindings(name, findings) }));
  };
  const outcomes = await Promise.allSettled(chosen.map(record));
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') continue;
    signal?.throwIfAborted();
    wrong++;
    stdout.write(`✗ ${outcome.reason instanceof Error ? outcome.reason.message : String(outcome.reason)}\n`);
  }
  const inOrder = specimens.flatMap(({ name }): [string, string][] => {
    const part = parts.get(name);
    return part === undefined ? [] : [[name, part]];
  });
  await writeGolden(root, topic, new Map(inOrder));
  const needless = only.length === 0 ? needlessChecks(wrongAnswers) : [];
  if (needless.length > 0) stdout.write(`✗ No specimen fails one of these checks alone: ${needless.join(', ')}\n`);
  stdout.write(`${wrong === 0 ? 'All as expected' : `${wrong} NOT as expected`}; written: ${goldenFile(topic)}\n`);
  return wrong + needless.length;
}

function named(name: string, specimens: readonly Specimen[], topic: Topic): Specimen {
  const specimen = specimens.find((one) => one.name === name);
  if (!specimen) throw new UsageError(`The zoo of ${topic.folder} has no specimen \`${name}\`.`);
  return specimen;
}
