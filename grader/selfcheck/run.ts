import { unreachable } from '../catalog/unreachable.ts';
import { readTask } from './arguments.ts';
import { type Counts, exitCodeOf, writeCounts } from './counts.ts';
import { generate } from './generate/generate.ts';
import { runVitest } from './run-vitest.ts';
import type { Surroundings } from './surroundings.ts';
import { verify } from './verify.ts';
import { proveAgreement } from './zoo/agreement.ts';
import { chooseTopics, withGraders } from './zoo/each-topic.ts';
import { recordAllHistories } from './zoo/record-histories.ts';
import { repeatSpecimens } from './zoo/repeat.ts';
import { recordGolden } from './zoo/write-golden.ts';

/**
 * Proves the course, or does one of the works around that; see `readTask` for the words it knows.
 * @returns the exit code: 0, or 1 when something is not as it should be.
 * @throws UsageError, FaultError.
 */
export async function runSelfcheck(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const task = readTask(args);
  const { root } = surroundings;
  switch (task.kind) {
    case 'test':
      return report(
        await runVitest({ projects: ['unit', 'course'], env: task.brief ? { KATA_BRIEF: '1' } : {} }, surroundings),
        task.counts,
        surroundings,
      );
    case 'verify':
      return report(await verify(task, surroundings), task.counts, surroundings);
    case 'agreement':
      return report(await proveAgreement(task, surroundings), task.counts, surroundings);
    case 'exercises': {
      const topics = await chooseTopics(root, task.topics);
      const env = { KATA_TOPICS: topics.map(({ folder }) => folder).join(' ') };
      return exitCodeOf(await runVitest({ projects: ['exercises'], env }, surroundings));
    }
    case 'generate':
      return generate(task, surroundings);
    case 'golden':
      return writeAllGolden(task, surroundings);
    case 'histories':
      await recordAllHistories(await chooseTopics(root, task.topics), surroundings);
      return 0;
    case 'bench':
      if (!task.onlyCases)
        return report(await (await import('./bench/bench.ts')).runBench(task, surroundings), task.counts, surroundings);
      await (await import('./bench/cases.ts')).gradeCases(surroundings);
      return 0;
    case 'pictures':
      return (await import('./browser/take-pictures.ts')).takePictures(surroundings);
    case 'soak':
      return (await import('./soak/soak.ts')).runSoak(task, surroundings);
    case 'repeat':
      return repeatSpecimens(task, surroundings);
    default:
      return unreachable(task);
  }
}

async function report(counts: Counts, file: string | undefined, surroundings: Surroundings): Promise<number> {
  await writeCounts(file, counts, surroundings);
  return exitCodeOf(counts);
}

async function writeAllGolden(
  task: { topics: readonly string[]; only: readonly string[] },
  surroundings: Surroundings,
): Promise<number> {
  const topics = await chooseTopics(surroundings.root, task.topics);
  return withGraders(surroundings, { lanes: 3, path: 'fast' }, async (graders) => {
    let wrong = 0;
    for (const topic of topics) {
      surroundings.stdout.write(`${topic.folder}\n`);
      wrong += await recordGolden({ topic, only: task.only, graders }, surroundings);
    }
    return wrong === 0 ? 0 : 1;
  });
}
