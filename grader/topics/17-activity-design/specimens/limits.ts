import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, added, quick, silence, slow, workflow } from './edits.ts';

/** Limits that do not fit the work. */
export const limits: readonly WrongSpecimen[] = [
  {
    name: 'reports-every-fifth',
    because: 'It reports after every fifth call and allows for the silence; the cancellation waits as long as that.',
    fails: 'stops-importing',
    hint: 3,
    edits: [
      activity('        heartbeat();\n', '        if ((from / 50) % 5 === 4) heartbeat();\n'),
      workflow(silence, "heartbeatTimeout: '7 minutes',"),
    ],
  },
  {
    name: 'seconds-for-the-import',
    because: 'It gives the import the limit of a quick step.',
    fails: 'limits-fit',
    hint: 2,
    edits: [workflow(slow, "startToCloseTimeout: '45 seconds',")],
  },
  {
    name: 'silence-of-a-blink',
    because: 'It counts on a report every few seconds, and one call of the import may take a minute.',
    fails: 'limits-fit',
    hint: 3,
    edits: [workflow(silence, "heartbeatTimeout: '20 seconds',")],
  },
  {
    name: 'download-taken-for-dead',
    because: 'It gives the download the heartbeat timeout of the import, and a download reports nothing.',
    fails: 'limits-fit',
    hint: 3,
    edits: [
      workflow(
        "{ startToCloseTimeout: '10 minutes' }",
        "{ startToCloseTimeout: '10 minutes', heartbeatTimeout: '2 minutes' }",
      ),
    ],
  },
  {
    name: 'import-in-the-workflow-task',
    because: 'It takes a local activity for a faster one.',
    fails: 'not-local',
    hint: 2,
    edits: [
      workflow('import { proxyActivities }', 'import { proxyActivities, proxyLocalActivities }'),
      workflow(
        `const { importCatalogue } = proxyActivities<Activities>({\n  ${slow}\n  // It reports after each call, so its death is noticed long before the hour is over.\n  ${silence}`,
        `const { importCatalogue } = proxyLocalActivities<Activities>({\n  ${slow}`,
      ),
    ],
  },
  {
    name: 'an-hour-for-everything',
    because: 'It takes the limit of the slowest step for all of them.',
    fails: 'limits-fit',
    hint: 2,
    edits: [workflow(quick, "startToCloseTimeout: '45 minutes',")],
  },
  {
    name: 'promise-on-the-queue',
    because: 'It takes the limit on the queue for a promise to the customer.',
    fails: 'limits-fit',
    hint: 2,
    edits: [workflow(quick, `${quick}\n  scheduleToStartTimeout: '10 seconds',`)],
  },
  {
    name: 'ten-minutes-in-all',
    because: 'It bounds all attempts together, and the time in the queue is counted there as well.',
    fails: 'limits-fit',
    hint: 2,
    edits: [workflow(quick, `${quick}\n  scheduleToCloseTimeout: '10 minutes',`)],
  },
  {
    name: 'import-without-an-hour-to-wait',
    because:
      'It bounds all attempts at the import by the work of two; an hour in the queue leaves less than one takes.',
    fails: 'limits-fit',
    hint: 2,
    edits: [workflow(slow, `${slow}\n  scheduleToCloseTimeout: '70 minutes',`)],
  },
  {
    name: 'deaf-import',
    because: 'It reports, and never looks at what comes back with the answer.',
    fails: 'stops-importing',
    hint: 3,
    edits: [activity(added, 'catalogue.add(batch)')],
  },
  {
    name: 'silent-import',
    because: 'It looks for a cancellation, which can only arrive with the answer to a report.',
    fails: 'stops-importing',
    hint: 3,
    edits: [activity('        heartbeat();\n', '        if (from < 0) heartbeat();\n')],
  },
];
