import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readCatalog } from '../../catalog/read-catalog.ts';
import { killProcess } from '../../engine/kill-process.ts';
import { Draw } from '../../lab/draw.ts';
import { readSubmission } from '../../submission/submission.ts';
import { commandOf, listDescendants, untilGone } from '../../watch/pty/processes.ts';
import { allAttacks } from '../hostile/all-attacks.ts';
import { layOut, topicOfAttacks } from '../hostile/run-attack.ts';
import { inScratch } from '../scratch.ts';
import type { Surroundings } from '../surroundings.ts';
import { withGraders } from '../zoo/each-topic.ts';
import type { Examined, Graders } from '../zoo/graders.ts';
import { listSpecimens, loadZoo } from '../zoo/specimens.ts';
import { grading, type SoakCase } from './soak-case.ts';

/** Gradings after which a figure is printed. */
const between = 50;
/** One grading in so many loses its engine or its host. */
const killedOneIn = 15;
/** One: without a sandbox a hostile submission reaches whatever its user reaches, also the engine of a neighbour. */
const lanes = 1;

export interface Soak {
  gradings: number;
  seed: number;
}

/**
 * Grades specimens of all topics and hostile submissions in turn, in this one process, and kills an engine or a host now and
 * then. A verdict must be the expected one, or inconclusive where something was killed; memory must stay flat, and
 * nothing may be left running.
 * @returns exit code: 1 when any of that is not so
 */
export async function runSoak({ gradings, seed }: Soak, surroundings: Surroundings): Promise<number> {
  const { root, stdout } = surroundings;
  const draw = new Draw(seed, 'soak');
  const [clean, hostile] = [draw.shuffle(await readSpecimens(root)), draw.shuffle(await readAttacks(root))];
  const tally = { wrong: 0, inconclusive: 0, killed: 0, done: 0 };
  const memory: number[] = [];
  await inScratch(root, (dir) =>
    withGraders(surroundings, { lanes, path: 'fast' }, async (graders) => {
      for (let index = 0; index < gradings; index++) {
        const from = index % 2 === 0 ? clean : hostile;
        const one = from[Math.floor(index / 2) % from.length];
        if (!one) throw new Error('there is nothing to grade');
        const killing = index % killedOneIn === killedOneIn - 1 ? killSomething(draw) : Promise.resolve(false);
        const examined = await examine(one, { graders, seed: seed + index, dir });
        const wasKilled = await killing;
        const wrong = one.judge(examined, wasKilled);
        if (wrong !== undefined)
          stdout.write(`✗ grading ${index}, ${one.name}${wasKilled ? ' (killed)' : ''}: ${wrong}\n`);
        tally.killed += Number(wasKilled);
        tally.wrong += Number(wrong !== undefined);
        tally.inconclusive += Number(examined.verdict.kind === 'inconclusive');
        tally.done++;
        if (tally.done % between !== 0) continue;
        memory.push(process.memoryUsage().rss / 1024 / 1024);
        stdout.write(`${tally.done} gradings · ${Math.round(memory.at(-1) ?? 0)} MB · ${tally.wrong} wrong\n`);
      }
    }),
  );
  const left = await untilGone(await listDescendants(process.pid), 5000);
  const orphans = (await Promise.all(left.map(commandOf))).filter((line) => !/esbuild/.test(line));
  const grown = growth(memory);
  stdout.write(
    `${tally.done} gradings, ${tally.killed} of them with an engine or host killed: ${tally.wrong} wrong, ${tally.inconclusive} inconclusive, ${orphans.length} processes left, memory ${grown >= 0 ? '+' : ''}${Math.round(grown * 100)} %\n`,
  );
  return tally.done > 0 && tally.wrong === 0 && orphans.length === 0 && grown < 0.5 ? 0 : 1;
}

/** How much more the last third holds than the second one; the first one is warming up. Pure. */
export function growth(memory: readonly number[]): number {
  const third = Math.floor(memory.length / 3);
  if (third === 0) return 0;
  const mean = (part: readonly number[]) => part.reduce((sum, value) => sum + value, 0) / part.length;
  return mean(memory.slice(-third)) / mean(memory.slice(third, 2 * third)) - 1;
}

async function readSpecimens(root: string): Promise<SoakCase[]> {
  const all: SoakCase[] = [];
  for (const topic of (await readCatalog(root)).topics)
    for (const specimen of listSpecimens(root, topic, await loadZoo(root, topic))) {
      const { expected } = specimen;
      const should = expected.kind === 'passes' ? 'passed' : expected.first;
      all.push(
        grading(
          `${topic.folder}, ${specimen.name}`,
          topic,
          () => specimen.compose(),
          (said) => {
            return should === undefined ? said !== 'passed' : said === should;
          },
        ),
      );
    }
  return all;
}

async function readAttacks(root: string): Promise<SoakCase[]> {
  const topic = (await readCatalog(root)).topics.find(({ folder }) => folder === topicOfAttacks);
  if (!topic) throw new Error(`there is no topic ${topicOfAttacks}`);
  return allAttacks.map((attack) => {
    const { verdict } = attack;
    const compose = async (parent: string) => {
      const dir = await mkdtemp(join(parent, 'attack-'));
      await layOut(root, attack, dir);
      return readSubmission({ dir, origin: 'folder' });
    };
    return grading(attack.name, topic, compose, (said, kind) => {
      if (kind !== verdict.kind) return false;
      return !('first' in verdict) || verdict.first === undefined || said.endsWith(`/${verdict.first}`);
    });
  });
}

function examine(
  { topic, compose }: SoakCase,
  { graders, seed, dir }: { graders: Graders; seed: number; dir: string },
): Promise<Examined> {
  return compose(dir).then((submission) => graders.examine({ topic, submission, seed }));
}

/** Kills an engine or a host of this process, a moment from now; whether there was one. */
async function killSomething(draw: Draw): Promise<boolean> {
  await delay(draw.integer(100, 1500));
  const wanted = draw.integer(0, 1) === 0 ? /\bjava\b|test-server/ : /[\\/]host-[0-9a-f]+\.cjs/;
  for (const pid of await listDescendants(process.pid)) {
    if (!wanted.test(await commandOf(pid))) continue;
    killProcess(pid);
    return true;
  }
  return false;
}
