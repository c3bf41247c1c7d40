import type { Topic } from '../../catalog/topic.ts';
import type { Finding } from '../../verdict/verdict.ts';
import { goldenCommand, goldenFile, goldenFindings, goldenSeed, readGolden, renderPart } from './golden.ts';
import type { Examined, Graders } from './graders.ts';
import { findingsOf } from './judge.ts';
import { needlessChecks } from './needed-checks.ts';
import type { Specimen } from './specimens.ts';

/** The proof of one topic on its way: each specimen is graded once, whoever asks for it first. */
export interface TopicProof {
  examine(specimen: Specimen): Promise<Examined>;
  /** What is written in findings.md for a specimen, and what should be. */
  golden(specimen: Specimen): Promise<{ written: string; now: string }>;
  /** Ids of checks that no specimen fails alone; known only where the proof is whole. */
  needless(): Promise<string[]>;
  /** All findings that any specimen has met. */
  findings(): Promise<Finding[]>;
}

export interface ProofOptions {
  root: string;
  topic: Topic;
  specimens: readonly Specimen[];
  /** Whether a wrong specimen goes through all checks, or only as far as the one it should fail by, which is asked first. */
  whole: boolean;
  /** Opened when the first specimen is graded. */
  graders: () => Promise<Pick<Graders, 'examine'>>;
}

export function openProof({ root, topic, specimens, whole, graders }: ProofOptions): TopicProof {
  const examined = new Map<string, Promise<Examined>>();
  const golden = readGolden(root, topic);
  const examine = (specimen: Specimen) => {
    const known = examined.get(specimen.name);
    if (known) return known;
    const fresh = grade(topic, specimen, graders, whole);
    examined.set(specimen.name, fresh);
    return fresh;
  };
  const all = () => Promise.all(specimens.map(examine));
  return {
    examine,
    async golden(specimen) {
      const { name, because } = specimen;
      const findings = goldenFindings(name, findingsOf((await examine(specimen)).verdict));
      const missing = `(nothing in ${goldenFile(topic)}; \`${goldenCommand(topic)}\` writes it)`;
      return { written: (await golden).get(name) ?? missing, now: renderPart({ because, findings }) };
    },
    async needless() {
      const wrong = specimens.filter(({ expected }) => expected.kind === 'fails');
      return needlessChecks((await Promise.all(wrong.map(examine))).map(({ results }) => results));
    },
    async findings() {
      return (await all()).flatMap(({ verdict }) => findingsOf(verdict));
    },
  };
}

async function grade(
  topic: Topic,
  specimen: Specimen,
  graders: ProofOptions['graders'],
  whole: boolean,
): Promise<Examined> {
  const submission = await specimen.compose();
  const first = whole || specimen.expected.kind === 'passes' ? undefined : specimen.expected.first;
  const stop = first !== undefined && {
    isEnough: ([met]: readonly Finding[]) => met?.id === first,
    urgent: [first.slice(topic.slug.length + 1)],
  };
  return (await graders()).examine({ topic, submission, seed: goldenSeed, ...stop });
}
