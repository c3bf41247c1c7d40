import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { readCatalog } from '../catalog/read-catalog.ts';
import { readLastVerdict } from '../progress/last-verdict.ts';
import { readSubmission } from '../submission/submission.ts';
import { chooseTopic } from './choose-topics.ts';
import type { ExitCode } from './exit-code.ts';
import { print, type Surroundings } from './surroundings.ts';

/**
 * For somebody who thinks that the grader is wrong: grades the exercise once more, with the seed of the last time, and
 * writes all that was recorded into a folder to attach to an issue.
 * @throws UsageError.
 */
export async function runReport({ topic: word }: { topic?: string }, surroundings: Surroundings): Promise<ExitCode> {
  const { root, stdout, stderr } = surroundings;
  const topic = await chooseTopic(await readCatalog(root), word);
  const dir = join(root, topic.exercise);
  const { sha256 } = await readSubmission({ dir, origin: 'exercise' });
  const last = await readLastVerdict(root, topic.slug, sha256);
  if (stderr.isTTY) print(stderr, `Grading ${topic.folder.replace('-', ' ')} once more, for the report…`);
  const [{ gradeJobs }, { writeReport }] = await Promise.all([
    import('./grade-jobs.ts'),
    import('./report/write-report.ts'),
  ]);
  await gradeJobs(
    {
      jobs: [{ topic, origin: 'exercise', dir }],
      ...{ seed: last?.seed ?? randomInt(2 ** 31), official: false, lanes: 1, evidence: true },
      onGraded: async (graded) => {
        const folder = await writeReport(graded, surroundings);
        const same = last === undefined || last.kind === graded.verdict.kind;
        const other = same ? '' : ` This time the verdict was: ${graded.verdict.kind}; before, ${last.kind}.`;
        print(stdout, folder);
        print(stderr, `Say in its README.md what is wrong, and attach the folder to an issue.${other}`);
      },
    },
    surroundings,
  );
  return 0;
}
