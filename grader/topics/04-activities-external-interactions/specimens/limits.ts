import type { WrongSpecimen } from '../../../check/zoo.ts';
import { limit, workflow } from './edits.ts';

/** Limits that leave no time for the work, or none for another attempt. */
export const limits: readonly WrongSpecimen[] = [
  {
    name: 'thirty-milliseconds',
    because: 'A number without a unit is meant as seconds and taken as milliseconds.',
    fails: 'time-limits',
    hint: 2,
    edits: [workflow(limit, 'startToCloseTimeout: 30,')],
  },
  {
    name: 'no-timeout',
    because: 'It sets no limit at all, and the call itself is refused.',
    fails: 'missing-timeout',
    hint: 2,
    edits: [workflow(limit, 'retry: { maximumInterval: 10_000 },')],
  },
  {
    name: 'one-second',
    because: 'A service that is quick on most days is not quick on all of them.',
    fails: 'time-limits',
    hint: 2,
    edits: [workflow(limit, "startToCloseTimeout: '1 second',")],
  },
  {
    name: 'half-a-minute-in-the-queue',
    because: 'An attempt that finds no worker for half a minute ends the invoice instead of waiting.',
    fails: 'survives-crash',
    hint: 2,
    edits: [workflow(limit, `${limit}\n  scheduleToStartTimeout: '30 seconds',`)],
  },
  {
    name: 'no-room-for-another',
    because: 'The limit for all attempts ends half a second after that of the first one.',
    fails: 'survives-crash',
    hint: 2,
    edits: [workflow(limit, `${limit}\n  scheduleToCloseTimeout: 30_500,`)],
  },
  {
    name: 'only-schedule-to-close',
    because: 'One limit for all attempts together is also the limit for the one whose worker died.',
    fails: 'survives-crash',
    hint: 2,
    edits: [workflow(limit, "scheduleToCloseTimeout: '1 hour',")],
  },
  {
    name: 'both-limits-alike',
    because: 'When one attempt may take as long as all of them, a lost one leaves no time for another.',
    fails: 'survives-crash',
    hint: 2,
    edits: [workflow(limit, `${limit}\n  scheduleToCloseTimeout: '30 seconds',`)],
  },
  {
    name: 'half-an-hour-for-storing',
    because: 'A document may be large, it thinks; a worker that dies over it is not missed for half an hour.',
    fails: 'noticed-in-time',
    hint: 2,
    edits: [
      workflow('const { fetchRate, storeInvoice, mailInvoice }', 'const { fetchRate, mailInvoice }'),
      workflow(
        `${limit}\n});`,
        `${limit}\n});\n\nconst { storeInvoice } = proxyActivities<ReturnType<typeof createActivities>>({\n  startToCloseTimeout: '30 minutes',\n});`,
      ),
    ],
  },
  {
    name: 'tried-once',
    because: 'A single attempt looks safe, and the first deployment ends it.',
    fails: 'survives-crash',
    hint: 2,
    edits: [workflow(limit, `${limit}\n  retry: { maximumAttempts: 1 },`)],
  },
];
