import type { Topic } from '../../catalog/topic.ts';
import type { BuildPath } from '../../host/build.ts';
import { Draw } from '../../lab/draw.ts';
import type { Finding } from '../../verdict/verdict.ts';
import type { Surroundings } from '../surroundings.ts';
import { chooseTopics, withGraders } from './each-topic.ts';
import type { Graders } from './graders.ts';
import { describeVerdict, explainVerdict } from './judge.ts';
import { listSpecimens, loadZoo, type Specimen } from './specimens.ts';

/** One more than there are cores on a small machine: a lane waits for its engine a fifth of its time. */
const lanes = 3;

export interface Repetition {
  times: number;
  /** Also on the official path, which has to agree. */
  official: boolean;
  /** The first repetition's seed; each next one has the next. */
  seed: number;
  /** So many specimens beside the solutions, always the same, as many of one topic as of another; default: all. */
  specimens: number | undefined;
  topics: readonly string[];
}

interface Known {
  topic: Topic;
  specimen: Specimen;
  /** What the first grading said. */
  said?: string;
}

/**
 * Grades all specimens again and again, each time with another seed. No verdict and no first finding may differ, from
 * repetition to repetition and from path to path. A wrong answer goes on until it has met the finding that it met before.
 * @returns exit code: 1 when something differed, or was not as the zoo expects
 */
export async function repeatSpecimens(repetition: Repetition, surroundings: Surroundings): Promise<number> {
  const { root, stdout } = surroundings;
  const all: Known[] = [];
  const topics = await chooseTopics(root, repetition.topics);
  for (const [index, topic] of topics.entries()) {
    const [solution, ...others] = listSpecimens(root, topic, await loadZoo(root, topic));
    const draw = new Draw(1, topic.slug);
    const upTo = (count: number) => Math.floor(((repetition.specimens ?? 0) * count) / topics.length);
    const share = upTo(index + 1) - upTo(index);
    const chosen = repetition.specimens === undefined ? others : draw.shuffle(others).slice(0, share);
    for (const specimen of [solution, ...chosen]) if (specimen) all.push({ topic, specimen });
  }
  const paths: BuildPath[] = repetition.official ? ['fast', 'official'] : ['fast'];
  const differences: string[] = [];
  let gradings = 0;
  for (const path of paths) {
    await withGraders(surroundings, { lanes, path }, async (graders) => {
      for (let round = 0; round < repetition.times; round++) {
        const seed = repetition.seed + round;
        const found = await Promise.all(all.map((known) => gradeAgain(known, { graders, path, seed }, surroundings)));
        gradings += all.length;
        const different = found.filter((text) => text !== undefined);
        for (const text of different) stdout.write(`✗ ${text}\n`);
        differences.push(...different);
        stdout.write(`${path}, seed ${seed}: ${all.length} gradings, ${different.length} different\n`);
      }
    });
  }
  stdout.write(`${gradings} gradings of ${all.length} specimens, ${differences.length} different\n`);
  return differences.length === 0 && gradings > 0 ? 0 : 1;
}

interface Round {
  graders: Graders;
  path: BuildPath;
  seed: number;
}

async function gradeAgain(known: Known, round: Round, { signal }: Surroundings): Promise<string | undefined> {
  const { topic, specimen } = known;
  const submission = await specimen.compose();
  const { graders, path, seed } = round;
  const before = known.said ?? expectedOf(specimen);
  const isEnough = ([met]: readonly Finding[]) => met !== undefined && met.id === before;
  const examined = await graders.examine({ topic, submission, seed, isEnough, ...(signal && { signal }) });
  const said = describeVerdict(examined);
  known.said ??= said;
  if (before === undefined || said === before) return undefined;
  const difference = `${said}; it should be, or was before: ${before}`;
  return `${topic.folder}, ${specimen.name} (${path}, seed ${seed}): ${difference}\n${explainVerdict(examined)}`;
}

function expectedOf({ expected }: Specimen): string | undefined {
  return expected.kind === 'passes' ? 'passed' : expected.first;
}
