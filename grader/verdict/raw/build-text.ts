import { unreachable } from '../../catalog/unreachable.ts';
import type { BuildProblem } from '../../submission/build-problem.ts';
import { type RawText, reads } from './raw-text.ts';

/** Why code can't even be bundled. */
export function buildText(problem: BuildProblem): RawText {
  const { where, caret } = problem;
  return { ...wordsFor(problem), ...(where && { where }), ...(caret && { caret }) };
}

function wordsFor(problem: BuildProblem): RawText {
  switch (problem.kind) {
    case 'syntax':
      return {
        kind: 'syntax-error',
        claim: 'the code can be read',
        saw: `${problem.message}.`.replace(/\.\.$/, '.'),
        why: 'A file that is not TypeScript can’t be bundled, so no worker can load it and nothing was run.',
        read: reads.hangs,
      };
    case 'missing-module':
      return {
        kind: 'missing-module',
        claim: 'everything that is imported exists',
        saw: `\`${problem.importer}\` imports \`${problem.module}\`, and there is no such file or package.`,
        why: 'A worker bundles its workflows before it takes any work; one import that leads nowhere stops all of it.',
        read: reads.sandbox,
      };
    case 'forbidden-module':
      return {
        kind: 'forbidden-module',
        claim: 'workflow code imports only what can be replayed',
        saw: `\`${problem.importer}\` is workflow code and imports \`${problem.module}\`.`,
        why: 'A workflow is run again from its history whenever a worker needs its state. Files, sockets and the process would answer differently each time, so Temporal keeps such modules out of workflows. What touches them belongs into an activity.',
        read: reads.sandbox,
      };
    case 'outside-import':
      return {
        kind: 'outside-import',
        claim: 'the exercise stands by itself',
        saw: `\`${problem.importer}\` imports \`${problem.module}\`, which lies outside the folder of this exercise.`,
        why: 'What is graded are the files of this folder. Code from elsewhere, the solutions among it, is not part of the answer.',
        read: reads.sandbox,
      };
    case 'dynamic-import':
      return {
        kind: 'dynamic-import',
        claim: 'workflow code is known before it runs',
        saw: `\`${problem.importer}\` loads ${problem.module ? `\`${problem.module}\`` : 'a module'} with \`import()\` while the workflow runs.`,
        why: 'A workflow runs from one bundle, without a disk or a network to load more from: the SDK’s bundle fails at this line, and with it every workflow of the file.',
        read: reads.sandbox,
      };
    case 'world-in-workflow':
      return {
        kind: 'world-in-workflow',
        claim: 'a workflow reaches the outside only through activities',
        saw: `\`${problem.importer}\` is workflow code and imports \`#world\`, the clients of Harbour’s outside services.`,
        why: 'A workflow is replayed: a call made in its code would be made again at every replay, and with a different answer. An activity is called once and its answer is kept in the history.',
        read: reads.orchestrates,
      };
    case 'activity-value-import':
      return {
        kind: 'activity-value-import',
        claim: 'a workflow reaches the outside only through activities',
        saw: `\`${problem.importer}\` imports more than types from \`${problem.module}\`, and that reaches \`${problem.reaches}\` (${problem.chain.join(' → ')}).`,
        why: 'Imported like this, the function itself would be bundled into the workflow and run there, without retries and again at every replay. A workflow needs only its type: the worker calls the function when the server hands it the task.',
        read: reads.orchestrates,
      };
    case 'missing-file':
      return {
        kind: 'missing-file',
        claim: 'the files of the exercise are there',
        saw: `There is no \`${problem.file}\`.`,
        why: 'The worker starts from this file, so nothing could be run. `kata reset` brings the exercise’s own version back.',
        read: reads.orchestrates,
      };
    default:
      return unreachable(problem);
  }
}
