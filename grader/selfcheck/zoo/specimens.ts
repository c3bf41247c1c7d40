import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Topic } from '../../catalog/topic.ts';
import type { RightSpecimen, WrongSpecimen, Zoo } from '../../check/zoo.ts';
import { overlayEdits, overlayFiles } from '../../submission/overlay.ts';
import { readSubmission, type Submission } from '../../submission/submission.ts';

/** What a specimen must meet: no finding at all, or first of all the one of this id (any, for the shipped files). */
export type Expectation = { kind: 'passes' } | { kind: 'fails'; first: string | undefined };

/** One answer whose verdict is known before it is graded. */
export interface Specimen {
  name: string;
  /** The misconception, or why it is right. */
  because: string;
  expected: Expectation;
  /** Where to repair it, relative to the clone. */
  file: string;
  /** @throws Error that names the zoo and the repair, when the files cannot be put together. */
  compose(): Promise<Submission>;
}

/** Loads a topic's zoo.ts. @throws Error that names the file and the repair. */
export async function loadZoo(root: string, topic: Topic): Promise<Zoo> {
  const file = `${topic.home}/zoo.ts`;
  if (!existsSync(join(root, file))) throw new Error(`${file} is missing. Write it; see grader/README.md.`);
  const loaded: { zoo?: Zoo } = await import(pathToFileURL(join(root, file)).href);
  if (!loaded.zoo)
    throw new Error(`${file} exports no \`zoo\`. Write \`export const zoo: Zoo = { wrong: […], right: […] }\`.`);
  return loaded.zoo;
}

/** The solution, the shipped files and all of the zoo, in this order. */
export function listSpecimens(root: string, topic: Topic, zoo: Zoo): Specimen[] {
  const shipped = `${topic.home}/shipped`;
  return [
    {
      name: 'solution',
      because: 'The solution.',
      expected: { kind: 'passes' },
      file: topic.solution,
      compose: () => readSubmission({ dir: join(root, topic.solution), origin: 'solution' }),
    },
    {
      name: 'shipped',
      because: 'The exercise as the learner finds it.',
      expected: { kind: 'fails', first: undefined },
      file: shipped,
      compose: () => readSubmission({ dir: join(root, shipped), origin: 'exercise' }),
    },
    ...zoo.wrong.map((wrong) => fromZoo(root, topic, wrong, { kind: 'fails', first: `${topic.slug}/${wrong.fails}` })),
    ...zoo.right.map((right) => fromZoo(root, topic, right, { kind: 'passes' })),
  ];
}

function fromZoo(root: string, topic: Topic, specimen: WrongSpecimen | RightSpecimen, expected: Expectation): Specimen {
  const { name, because, edits } = specimen;
  const folder = `${topic.home}/zoo/${name}`;
  const file = edits ? `${topic.home}/zoo.ts` : folder;
  const compose = async () => {
    const solution = await readSubmission({ dir: join(root, topic.solution), origin: 'folder' });
    if (edits) {
      try {
        return overlayEdits(solution, [...edits]);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`${file}: specimen ${name}: ${reason}. Take the text from ${topic.solution}.`);
      }
    }
    if (!existsSync(join(root, folder))) throw new Error(`${folder} is missing. Write its files, or use \`edits\`.`);
    const { files } = await readSubmission({ dir: join(root, folder), origin: 'folder' });
    if (files.size === 0) throw new Error(`${folder} has no files. Write them, or use \`edits\`.`);
    return overlayFiles(solution, files);
  };
  return { name, because, expected, file, compose };
}
