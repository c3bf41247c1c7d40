import { createHash } from 'node:crypto';
import type { Topic } from '../../catalog/topic.ts';
import {
  type Agreement,
  agreementFile,
  describeFastPath,
  readAgreement,
  writeAgreement,
} from '../../host/agreement.ts';
import type { BuildPath } from '../../host/build.ts';
import type { Finding } from '../../verdict/verdict.ts';
import type { Counts } from '../counts.ts';
import type { Surroundings } from '../surroundings.ts';
import { chooseTopics, withGraders } from './each-topic.ts';
import { goldenSeed, readGolden } from './golden.ts';
import type { Graders } from './graders.ts';
import { describeVerdict, explainVerdict } from './judge.ts';
import { hashOfProof, isProven } from './proven.ts';
import { listSpecimens, loadZoo, type Specimen } from './specimens.ts';

export interface AgreementTask {
  /** One specimen of each of some topics, and the date of the last full agreement; else all of them. */
  sample: boolean;
  topics: readonly string[];
}

interface Said {
  said: string;
  /** What a difference has to be understood from. */
  inFull: string;
}

interface Compared {
  topic: Topic;
  specimen: Specimen;
  /** What `npm test` has seen on the fast path in this very state of the course; undefined when it has not yet. */
  known: string | undefined;
}

/**
 * Grades specimens on the fast and on the official path: verdict and first finding have to be the same. Where all
 * they agree, that is written down for {@link readAgreement}. A sample fails when what is written down is not about all
 * specimens on the fast path as it is now.
 */
export async function proveAgreement(task: AgreementTask, surroundings: Surroundings): Promise<Counts> {
  const { root, stdout } = surroundings;
  const counts: Counts = { passed: 0, failed: 0 };
  const say = (isRight: boolean, line: string) => {
    counts[isRight ? 'passed' : 'failed']++;
    if (!isRight || task.sample) stdout.write(`${isRight ? '✓' : '✗'} ${line}\n`);
  };
  const now = await describeFastPath(root);
  if (task.sample) {
    const last = await readAgreement(root);
    const isOfNow = last?.whole === true && last.of === now.of;
    say(isOfNow, isOfNow ? sayStamp(last) : stale);
  }
  const all: Compared[] = [];
  const topics = await chooseTopics(root, task.topics);
  for (const topic of task.sample ? sampleOf(topics, now.of) : topics) {
    const specimens = await readSpecimens(root, topic);
    all.push(...(task.sample ? [draw(specimens, now.of)] : specimens));
  }
  const fast = await gradeAll(
    all.filter(({ known }) => known === undefined),
    'fast',
    surroundings,
  );
  const said = (one: Compared) => one.known ?? fast.get(one)?.said;
  const official = await gradeAll(all, 'official', surroundings, said);
  let different = 0;
  for (const one of all) {
    const { topic, specimen } = one;
    const [quick, slow] = [said(one), official.get(one)];
    const name = `${topic.folder}, ${specimen.name}`;
    const isSame = quick === slow?.said;
    if (!isSame) different++;
    const both = isSame ? 'on both paths' : `and officially ${slow?.said}\n${slow?.inFull}`;
    say(isSame, `${name}: ${quick} ${both}`);
  }
  stdout.write(`${all.length} specimens on both paths, ${different} different\n`);
  const known = await readAgreement(root);
  const saysMore = known?.of === now.of && known.whole && task.topics.length > 0;
  if (counts.failed === 0 && !task.sample && !saysMore) {
    const on = new Date().toISOString().slice(0, 10);
    await writeAgreement(root, { ...now, specimens: all.length, whole: task.topics.length === 0, on });
    stdout.write(`Written: ${agreementFile}\n`);
  }
  return counts;
}

/** So many topics are in a sample. */
const SAMPLE = 8;

/** Gradings after which it is said how far they are. */
const between = 50;

const stale = `${agreementFile} is not about all specimens on this host, bundler and SDK; \`npm run agreement\` (an hour or two) makes it so.`;

function sayStamp({ on, specimens }: Agreement): string {
  return `${agreementFile}: on ${on}, ${specimens} specimens on both paths, none different`;
}

async function readSpecimens(root: string, topic: Topic): Promise<Compared[]> {
  const specimens = listSpecimens(root, topic, await loadZoo(root, topic));
  const hasProof = await isProven(root, topic, await hashOfProof(root, topic));
  const golden = await readGolden(root, topic);
  return specimens.map((specimen) => {
    const expected = specimen.expected.kind === 'passes' ? 'passed' : firstOf(golden.get(specimen.name));
    return { topic, specimen, known: hasProof ? expected : undefined };
  });
}

/** Id of the first finding in a part of the golden texts. */
function firstOf(part: string | undefined): string | undefined {
  return part?.match(/^`([\w-]+\/[\w-]+)`$/m)?.[1];
}

/** Other topics with each state of the fast path, so that in time each has its turn. */
function sampleOf(topics: readonly Topic[], state: string): Topic[] {
  const rank = ({ folder }: Topic) => createHash('sha256').update(`${folder} ${state}`).digest('hex');
  return [...topics].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, SAMPLE);
}

/** Another one for each state of the fast path, the same for everybody. */
function draw(specimens: readonly Compared[], state: string): Compared {
  const [first] = specimens;
  if (!first) throw new Error('a topic has no specimens');
  const number = createHash('sha256').update(`${state} ${first.topic.folder}`).digest().readUInt32BE();
  return specimens[number % specimens.length] ?? first;
}

/** @param expected what the other path said: a wrong answer is graded until it meets that, or to its end. */
async function gradeAll(
  all: readonly Compared[],
  path: BuildPath,
  surroundings: Surroundings,
  expected: (one: Compared) => string | undefined = () => undefined,
): Promise<Map<Compared, Said>> {
  const said = new Map<Compared, Said>();
  if (all.length === 0) return said;
  const grade = async (graders: Graders, one: Compared) => {
    const { topic, specimen } = one;
    const { signal } = surroundings;
    const submission = await specimen.compose();
    const isEnough = ([first]: readonly Finding[]) => first !== undefined && first.id === expected(one);
    const request = { topic, submission, seed: goldenSeed, isEnough, ...(signal && { signal }) };
    const examined = await graders.examine(request);
    said.set(one, { said: describeVerdict(examined), inFull: explainVerdict(examined) });
    if (said.size % between === 0) surroundings.stdout.write(`${path} path: ${said.size} of ${all.length}\n`);
  };
  await withGraders(surroundings, { lanes: 2, path }, (graders) => Promise.all(all.map((one) => grade(graders, one))));
  return said;
}
