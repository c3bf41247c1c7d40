import { afterAll, describe, expect, test } from 'vitest';
import { readCatalog } from '../../catalog/read-catalog.ts';
import type { Topic } from '../../catalog/topic.ts';
import { rootDir } from '../../host/places.ts';
import { Anchors } from '../zoo/anchors.ts';
import { goldenFile } from '../zoo/golden.ts';
import { type Graders, openGraders } from '../zoo/graders.ts';
import { judge } from '../zoo/judge.ts';
import { openProof } from '../zoo/prove-topic.ts';
import { hashOfProof, isProven, rememberProof } from '../zoo/proven.ts';
import { listSpecimens, loadZoo, type Specimen } from '../zoo/specimens.ts';

const root = rootDir;
const { env, platform, arch } = process;
const anchors = new Anchors(root);
/**
 * Half an hour is too short for all of it: `npm test -- --brief` takes one wrong answer a check, and asks that check
 * first and no other but those it needs; and two right ones a topic at most. It remembers nothing as proven.
 */
const brief = env.KATA_BRIEF === '1';

let opened: Promise<Graders> | undefined;
const graders = () => {
  opened ??= openGraders({
    root,
    env,
    platform,
    arch,
    lanes: Number(env.KATA_LANES ?? 1),
    path: 'fast',
    report: () => {},
  });
  return opened;
};
afterAll(async () => (await opened)?.close());

for (const topic of (await readCatalog(root)).topics) {
  const hash = await hashOfProof(root, topic);
  const known = env.KATA_AFRESH !== '1' && (await isProven(root, topic, hash));
  // Side by side, so that no lane waits for the last specimen of a topic.
  describe.concurrent(topic.folder, () => (known ? test('proven already', () => {}) : proveTopic(topic, hash)));
}

async function proveTopic(topic: Topic, hash: string): Promise<void> {
  const zoo = await loadZoo(root, topic).catch((error: Error) => error);
  if (zoo instanceof Error) {
    test('the zoo can be read', () => {
      throw zoo;
    });
    return;
  }
  const all = listSpecimens(root, topic, zoo);
  const specimens = brief ? fewerOf(all) : all;
  const proof = openProof({ root, topic, specimens, graders, whole: !brief });
  let [proven, claims] = [0, 0];
  const prove = (title: string, body: () => Promise<void>) => {
    claims++;
    test.concurrent(title, async () => {
      await body();
      proven++;
    });
  };

  for (const specimen of specimens) {
    const { name, expected, file } = specimen;
    const goal = expected.kind === 'passes' ? 'passes' : `fails by ${expected.first ?? 'a finding'}`;
    prove(`${name} ${goal}`, async () => {
      expect(judge(expected, await proof.examine(specimen)), file).toEqual([]);
      if (expected.kind === 'passes') return;
      const { written, now } = await proof.golden(specimen);
      expect(now, `${goldenFile(topic)}, part ${name}`).toBe(written);
    });
  }

  if (!brief)
    prove('every check is needed', async () => {
      const repair = `${topic.home}/zoo.ts: each of these checks needs a specimen that fails by it alone, or has to go`;
      expect(await proof.needless(), repair).toEqual([]);
    });

  prove('every finding leads to a heading of a lesson', async () => {
    const read = [...new Set((await proof.findings()).map((finding) => finding.read))];
    const gone: string[] = [];
    for (const place of read) if (anchors.knows(place) && !(await anchors.has(place))) gone.push(place);
    expect(gone, `${topic.home}: no such heading`).toEqual([]);
  });

  afterAll(async () => {
    if (!brief && proven === claims) await rememberProof(root, topic, hash);
  });
}

/** How many right answers beside the solution; each costs as much as three wrong ones. */
const FEW = 1;

/** The solution, the shipped files, some right answers spread over the zoo, and of the wrong ones the first of each check. */
function fewerOf(specimens: readonly Specimen[]): Specimen[] {
  const met = new Set<string>();
  const right = specimens.filter(({ expected }) => expected.kind === 'passes');
  const share = (index: number) => Math.floor((index * FEW) / Math.max(FEW, right.length - 1));
  return specimens.filter((specimen) => {
    const { expected } = specimen;
    if (expected.kind === 'passes') {
      const index = right.indexOf(specimen);
      return index === 0 || share(index) > share(index - 1);
    }
    const again = expected.first !== undefined && met.has(expected.first);
    if (expected.first !== undefined) met.add(expected.first);
    return !again;
  });
}
