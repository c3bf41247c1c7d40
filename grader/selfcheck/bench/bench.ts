import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCatalog } from '../../catalog/read-catalog.ts';
import type { Topic } from '../../catalog/topic.ts';
import { commandOf } from '../../engine/command.ts';
import { findEngine } from '../../engine/find.ts';
import { openKeeper } from '../../engine/keeper.ts';
import { readSubmission } from '../../submission/submission.ts';
import { openGrader } from '../../verdict/grade.ts';
import type { Counts } from '../counts.ts';
import type { Surroundings } from '../surroundings.ts';
import { measureBrowser, measureWatch } from './latency.ts';
import { measure, median, times } from './measure.ts';

/** What is printed: what was measured, the figures in ms, and what it should reach; 0 where nothing was promised. */
interface Row {
  what: string;
  all: number[];
  goal?: number;
}

/** Counts something that was measured; one that did not do what it should is printed, too. */
type Say = (isRight: boolean, what: string) => void;

/**
 * Measures the grader on this machine, beside a plain set-up of the same cases, and prints medians and ratios. Figures of a
 * busy machine say little: compare within one run.
 * @param short three topics once, for CI
 * @returns what was measured as passed when it did what it should, and as failed when it did not: a time of something broken
 * says nothing
 */
export async function runBench({ short }: { short: boolean }, surroundings: Surroundings): Promise<Counts> {
  const { root, env, stdout } = surroundings;
  const { topics } = await readCatalog(root);
  const chosen = short ? topics.filter((_, index) => index % 7 === 2) : topics;
  const rounds = short ? 1 : 3;
  const bin = join(root, 'grader/bin.mjs');
  const counts: Counts = { passed: 0, failed: 0 };
  const say: Say = (isRight, what) => {
    counts[isRight ? 'passed' : 'failed']++;
    if (!isRight) stdout.write(`✗ ${what}\n`);
  };
  const kata = async (code: 0 | 1, ...args: string[]) => {
    const measured = await measure([bin, ...args], { cwd: root, env });
    say(measured.code === code, `kata ${args.join(' ')}: exit code ${measured.code}, expected was ${code}`);
    return measured;
  };
  const show = ({ what, all, goal }: Row) => {
    const of = goal === undefined ? '' : `  (to reach: ${goal} ms)`;
    const range = all.length > 1 ? `  ${Math.round(Math.min(...all))}–${Math.round(Math.max(...all))}` : '';
    stdout.write(`${what.padEnd(44)} ${String(Math.round(median(all))).padStart(6)} ms${range}${of}\n`);
  };

  await kata(0, 'list');
  for (const word of ['list', 'hint']) show({ what: word, all: await times(5, () => kata(0, word)), goal: 300 });

  const cold: Record<'green' | 'red', number[]> = { green: [], red: [] };
  for (const topic of chosen) {
    const shipped = ['--from', join(root, topic.home, 'shipped')];
    const green = await times(rounds, () => kata(0, 'check', topic.slug, '--solutions', '--json'));
    const red = await times(rounds, () => kata(1, 'check', topic.slug, ...shipped, '--json'));
    cold.green.push(median(green));
    cold.red.push(median(red));
    show({ what: `check ${topic.folder}, green`, all: green });
    show({ what: `check ${topic.folder}, red`, all: red });
  }
  show({ what: 'cold check, median topic, green', all: cold.green, goal: 2000 });
  show({ what: 'cold check, median topic, red', all: cold.red, goal: 2000 });
  show({ what: 'warm grading to the pass, median topic', all: await gradeWarm(chosen, say, surroundings), goal: 500 });

  if (!short) {
    const models = topics.filter(({ number }) => [6, 11, 12, 15].includes(number));
    const watch = await measureWatch(models, rounds);
    show({ what: 'save to the pass, in the terminal', all: watch.green, goal: 500 });
    show({ what: 'save to the first finding, in the terminal', all: watch.red, goal: 500 });
    const browser = await measureBrowser(models, rounds, surroundings);
    if (browser) show({ what: 'save to the pass, in the browser', all: browser.green, goal: 700 });
    if (browser) show({ what: 'save to the first finding, in the browser', all: browser.red, goal: 700 });
  }

  const held = await measure([bin, 'check', '06', '--solutions', '--json'], { cwd: root, env, watchMemory: true });
  say(held.code === 0, `kata check 06 --solutions: exit code ${held.code}`);
  stdout.write(
    `${'memory of grader, engine and host'.padEnd(44)} ${String(Math.round(held.peakMb)).padStart(6)} MB  (to reach: 500 MB)\n`,
  );
  if (!short)
    show({
      what: 'check --all --solutions',
      all: [(await kata(0, 'check', '--all', '--solutions', '--json')).ms],
      goal: 15_000,
    });
  await compare(rounds, { bin, show, say }, surroundings);
  return counts;
}

/** One grader that stays open, as in watch: the time of a grading of the solution when everything is there. */
async function gradeWarm(
  topics: readonly Topic[],
  say: Say,
  { root, env, platform, arch }: Surroundings,
): Promise<number[]> {
  const keeper = openKeeper();
  const { choice } = await findEngine({ root, env, platform, arch, keeper, report: () => {} });
  const grader = openGrader({ root, path: 'fast', choice, keeper, warm: true });
  const all: number[] = [];
  try {
    for (const topic of topics) {
      const submission = await readSubmission({ dir: join(root, 'solutions', topic.folder), origin: 'solution' });
      await grader.grade({ topic, submission, seed: 1 });
      const { kind, ms } = await grader.grade({ topic, submission, seed: 2 });
      say(kind === 'passed', `${topic.folder}, the solution, warm: ${kind}`);
      all.push(ms);
    }
  } finally {
    await grader.close();
    await keeper.close();
  }
  return all;
}

/** The five cases of the bench, by a plain set-up and by this grader, turn by turn. */
async function compare(
  rounds: number,
  { bin, show, say }: { bin: string; show: (row: Row) => void; say: Say },
  { root, env, platform, arch, stdout }: Surroundings,
): Promise<void> {
  const keeper = openKeeper();
  const { choice } = await findEngine({ root, env, platform, arch, keeper, report: () => {} });
  await keeper.close();
  const dir = await mkdtemp(join(tmpdir(), 'kata-bench-'));
  const engine = join(dir, 'engine');
  // The plain set-up knows nothing of class-data archives.
  const { archive: _, ...plain } = { archive: undefined, ...choice };
  const { executable, args } = commandOf(plain);
  const words = [executable, ...args(0).slice(0, -1)].map((word) => `'${word}'`);
  await writeFile(engine, `#!/bin/sh\nexec ${words.join(' ')} "$@" 2>/dev/null\n`);
  await chmod(engine, 0o755);
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '-c', 'grader/selfcheck/bench/vitest.config.ts'];
  try {
    const [theirs, ours, spent] = [[], [], []] as [number[], number[], string[]];
    for (let round = 0; round < rounds; round++) {
      const community = await measure(vitest, { cwd: root, env: { ...env, KATA_BENCH_ENGINE: engine } });
      const own = await measure([bin, 'selfcheck', '--bench', '--only-cases'], { cwd: root, env });
      say(community.code === 0, `the cases in the plain set-up: ${community.stdout.slice(-2000)}`);
      say(own.code === 0, `the cases with this grader: ${own.stdout}`);
      if (community.code !== 0 || own.code !== 0) return;
      theirs.push(community.ms);
      ours.push(own.ms);
      spent.push(own.stdout);
    }
    show({ what: 'five cases, plain set-up (vitest)', all: theirs });
    show({ what: 'five cases, this grader, from its sources', all: ours });
    stdout.write(`${'ratio'.padEnd(44)} ${(median(theirs) / median(ours)).toFixed(2).padStart(6)}\n`);
    const parts = Object.entries(JSON.parse(spent.at(-1) ?? '{}') as Record<string, number>);
    stdout.write(`of which: ${parts.map(([name, ms]) => `${name} ${Math.round(ms)} ms`).join(', ')}\n`);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
