import type { RightSpecimen } from '../../../check/zoo.ts';
import { charge, handler, welcome, workflow } from './edits.ts';

/** Answers that look different from the solution and are right. */
export const right: readonly RightSpecimen[] = [
  {
    name: 'race-of-sleep-and-trigger',
    because: 'A race between a sleep and a promise that the signal fulfils is the same wait in other words.',
    folder: true,
  },
  {
    name: 'a-turn-a-day',
    because: 'Fourteen short waits are few events, and each of them ends at once when the signal comes.',
    folder: true,
  },
  {
    name: 'reminder-beside-the-wait',
    because: 'One wait of fourteen days, and a second timer beside it that is called off when the first is over.',
    folder: true,
  },
  {
    name: 'charged-by-the-handler',
    because: 'The handler may take the money itself, if it does so for the first click only and the end waits for it.',
    edits: [
      workflow(
        `setHandler(subscribe, ${handler}`,
        'let isPaid = false;\n  setHandler(subscribe, async () => {\n    if (now.subscribed) return;\n    now.subscribed = true;\n    await chargeFirstMonth({ customerId, key: customerId });\n    isPaid = true;',
      ),
      workflow(charge, 'if (subscribed) await condition(() => isPaid);'),
    ],
  },
  {
    name: 'half-a-day-off',
    because: 'Half a day earlier or later is fine: here the reminder comes 11 hours early, and the end 11 hours late.',
    edits: [workflow("'11 days'", "'253 hours'"), workflow("'3 days'", "'94 hours'")],
  },
  {
    name: 'welcome-awaited-at-the-end',
    because: 'The welcome need not keep anybody waiting, as long as the trial does not end without it.',
    edits: [
      workflow(welcome, `const welcome = ${welcome.replace('await ', '')}`),
      workflow(charge, `await welcome;\n  ${charge}`),
    ],
  },
  {
    name: 'local-activities',
    because: 'Short steps may also run within the workflow’s own task.',
    edits: [
      workflow('proxyActivities, setHandler', 'proxyLocalActivities, setHandler'),
      workflow('= proxyActivities<', '= proxyLocalActivities<'),
    ],
  },
  {
    name: 'steps-in-children',
    because: 'A letter and a charge may be workflows of their own, as long as the trial waits for them.',
    folder: true,
  },
];
