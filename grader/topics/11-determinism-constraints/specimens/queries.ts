import type { WrongSpecimen } from '../../../check/zoo.ts';
import { edit, handlerLine } from './edits.ts';

/** Queries that do more than answer. */
export const queries: readonly WrongSpecimen[] = [
  {
    name: 'query-sends-a-letter',
    because: 'It takes a query for a place where work can be started, as long as nobody waits for it.',
    fails: 'query-starts-nothing',
    hint: 2,
    edits: [
      edit(
        handlerLine,
        `setHandler(progress, () => {
    void sendStatement({ customerId, text: \`\${points} points so far\`, key: \`\${customerId}/so-far\` });
    return { points, stage };
  });`,
      ),
    ],
  },
  {
    name: 'query-lists-afresh',
    because: 'It wants the answer to be up to date, and asks the till for it at every look.',
    fails: 'query-starts-nothing',
    hint: 2,
    edits: [
      edit(
        handlerLine,
        `let listed = 0;
  setHandler(progress, () => {
    void listPurchases({ customerId, month }).then(({ length }) => {
      listed = length;
    });
    return listed === 0 ? { points: 0, stage: 'listing' } : { points, stage };
  });`,
      ),
    ],
  },
  {
    name: 'query-corrects-the-points',
    because: 'It lets the handler tidy up what it reads: the bonuses are not final yet, so they are taken off.',
    fails: 'query-changes-nothing',
    hint: 2,
    edits: [
      edit(
        handlerLine,
        `let fromPurchases = 0;
  setHandler(progress, () => {
    points = fromPurchases;
    return { points, stage };
  });`,
      ),
      edit('points += earned;', 'points += earned;\n    fromPurchases += earned;'),
    ],
  },
  {
    name: 'query-moves-the-stage',
    because: 'It takes being asked for a sign that the month is through.',
    fails: 'query-changes-nothing',
    hint: 2,
    edits: [
      edit(
        handlerLine,
        `setHandler(progress, () => {
    const seen = stage;
    if (stage === 'sending') stage = 'done';
    return { points, stage: seen };
  });`,
      ),
    ],
  },
  {
    name: 'query-leaves-a-note',
    because:
      'It starts nothing in the handler, and leaves a note there for the loop, which then sends a letter for it.',
    fails: 'query-changes-nothing',
    hint: 2,
    edits: [
      edit(
        handlerLine,
        `const notes: string[] = [];
  setHandler(progress, () => {
    notes.push(\`\${month}: \${points} points so far\`);
    return { points, stage };
  });`,
      ),
      edit(
        'points += earned;',
        `points += earned;
    for (const text of notes.splice(0)) await sendStatement({ customerId, text, key: \`\${customerId}/\${text}\` });`,
      ),
    ],
  },
];
