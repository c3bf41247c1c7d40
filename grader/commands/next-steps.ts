import type { Catalog } from '../catalog/read-catalog.ts';
import { unreachable } from '../catalog/unreachable.ts';
import type { Graded } from './grade-jobs.ts';

/** What to do after a verdict on an exercise or a folder, one line each. */
export function nextSteps({ job, verdict }: Graded, catalog: Pick<Catalog, 'topics'>): string[] {
  const { topic, origin } = job;
  const { number, exercise, edits } = topic;
  const report = `To tell the course about it: \`npx kata report ${number}\``;
  if (origin !== 'exercise') return verdict.kind === 'inconclusive' ? [doctor] : [];
  switch (verdict.kind) {
    case 'passed': {
      const last = catalog.topics.at(-1)?.slug === topic.slug;
      return [
        `Compare with the course's own solution: \`npx kata diff ${number}\``,
        ...(last ? ['How far you are: `npx kata list`'] : ['Go on: `npx kata next`']),
      ];
    }
    case 'failed':
    case 'unrunnable': {
      const files = edits.map((file) => `${exercise}/${file}`).join(' and ') || exercise;
      return [
        `Edit ${files}, then: \`npx kata check ${number}\``,
        `The lesson: \`npx kata lesson ${number}\` · a hint: \`npx kata hint ${number}\``,
      ];
    }
    case 'inconclusive':
      return [doctor, report];
    default:
      return unreachable(verdict);
  }
}

const doctor = 'To see what is missing on this machine: `npx kata doctor`';
