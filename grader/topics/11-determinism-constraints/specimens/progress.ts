import type { WrongSpecimen } from '../../../check/zoo.ts';
import { edit, handlerLine, importLine, sendLine } from './edits.ts';

const importWithInfo = "import { defineQuery, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';";
const awardLine = "await awardPoints({ customerId, points: earned, reason: 'purchase', key: `${customerId}/${id}` });";

/** Ways to be wrong, in a replay or when asked, about what is done. */
export const progress: readonly WrongSpecimen[] = [
  {
    name: 'sent-unless-replaying',
    because: 'It believes that a replay calls activities again, and protects the customer from a second letter.',
    fails: 'replay',
    hint: 2,
    edits: [edit(importLine, importWithInfo), edit(sendLine, `if (!workflowInfo().unsafe.isReplaying) ${sendLine}`)],
  },
  {
    name: 'counted-unless-replaying',
    because: 'It believes that a replay goes on with the variables of the first run, and would add to them twice.',
    fails: 'remembers',
    hint: 2,
    edits: [
      edit(importLine, importWithInfo),
      edit('points += earned;', 'if (!workflowInfo().unsafe.isReplaying) points += earned;'),
    ],
  },
  {
    name: 'stage-unless-replaying',
    because: 'It does not want a replay to walk through the stages a second time.',
    fails: 'remembers',
    hint: 2,
    edits: [
      edit(importLine, importWithInfo),
      edit("stage = 'sending';", "if (!workflowInfo().unsafe.isReplaying) stage = 'sending';"),
    ],
  },
  {
    name: 'counted-before-awarded',
    because: 'It counts the points when it asks for them, and not when they are on the account.',
    fails: 'progress-answers',
    hint: 3,
    edits: [edit(`${awardLine}\n    points += earned;`, `points += earned;\n    ${awardLine}`)],
  },
  {
    name: 'counted-with-the-bonus',
    because:
      'It counts a late purchase once all of it is on the account; until then its points are there and not told of.',
    fails: 'progress-answers',
    hint: 3,
    edits: [
      edit(`${awardLine}\n    points += earned;`, awardLine),
      edit('points += BONUS_POINTS;\n    }', 'points += BONUS_POINTS;\n    }\n    points += earned;'),
    ],
  },
  {
    name: 'never-done',
    because: 'It takes the last stage for superfluous, as nobody waits for it.',
    fails: 'progress-answers',
    hint: 3,
    edits: [edit("stage = 'done';", '')],
  },
  {
    name: 'done-unless-replaying',
    because: 'It guards the last stage against replay, and forgets that a month that is over can only be replayed.',
    fails: 'progress-answers',
    hint: 2,
    edits: [
      edit(importLine, importWithInfo),
      edit("stage = 'done';", "if (!workflowInfo().unsafe.isReplaying) stage = 'done';"),
    ],
  },
  {
    name: 'handler-after-listing',
    because: 'It sets the handler where there is something to tell, and whoever asks before that gets an error.',
    fails: 'query-refused',
    hint: 3,
    edits: [edit(handlerLine, ''), edit("stage = 'awarding';", `stage = 'awarding';\n  ${handlerLine}`)],
  },
];
