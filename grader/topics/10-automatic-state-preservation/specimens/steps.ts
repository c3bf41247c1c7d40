import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, workflow } from './edits.ts';

const moving = 'entries.push((await moveLeg({ id, leg, from, to, key: `${id}/${leg}/move` })).entry);';
const departing = 'terminals.depart({ key,';

/** Ways to do a step twice, or not at all, when its machine dies or its service is away. */
export const steps: readonly WrongSpecimen[] = [
  {
    name: 'begins-again-after-a-failure',
    because: 'A failed step is answered by sending the whole container off again.',
    fails: 'dies-at-work',
    hint: 2,
    folder: true,
  },
  {
    name: 'one-attempt-only',
    because: 'It is so afraid of doing a step twice that a dead machine ends the shipment.',
    fails: 'dies-at-work',
    hint: 2,
    edits: [
      workflow(
        "startToCloseTimeout: '10 minutes' }",
        "startToCloseTimeout: '10 minutes', retry: { maximumAttempts: 1 } }",
      ),
    ],
  },
  {
    name: 'two-attempts',
    because: 'It expects a machine to die, and one more to be enough.',
    fails: 'dies-again',
    hint: 2,
    edits: [
      workflow(
        "startToCloseTimeout: '10 minutes' }",
        "startToCloseTimeout: '10 minutes', retry: { maximumAttempts: 2 } }",
      ),
    ],
  },
  {
    name: 'a-quarter-of-an-hour-in-all',
    because: 'It leaves room for a second attempt, and a step whose second machine dies as well has none.',
    fails: 'dies-again',
    hint: 2,
    edits: [
      workflow(
        "startToCloseTimeout: '10 minutes' }",
        "startToCloseTimeout: '10 minutes', scheduleToCloseTimeout: '15 minutes' }",
      ),
    ],
  },
  {
    name: 'no-time-for-a-second-attempt',
    because: 'All attempts together get as long as one, so the first that has to time out is the last.',
    fails: 'dies-at-work',
    hint: 2,
    edits: [
      workflow(
        "startToCloseTimeout: '10 minutes' }",
        "startToCloseTimeout: '10 minutes', scheduleToCloseTimeout: '10 minutes' }",
      ),
    ],
  },
  {
    name: 'begins-the-leg-again',
    because: 'A failed step is answered by doing its whole leg once more.',
    fails: 'dies-at-work',
    hint: 2,
    folder: true,
  },
  {
    name: 'flags-on-the-disk',
    because: 'A file says that a step is done, and the next machine does not have that file.',
    fails: 'dies-at-work',
    hint: 2,
    folder: true,
  },
  {
    name: 'flag-before-the-work',
    because: 'The step is noted as done before it is done, so that nothing can come in between.',
    fails: 'tried-again',
    hint: 2,
    edits: [
      activity(
        "import { terminals } from '#world';\n",
        "import { terminals } from '#world';\n\nconst begun = new Set<string>();\n",
      ),
      activity(
        '  return await terminals.load(',
        '  if (begun.has(key)) return { entry: `load ${at}` };\n  begun.add(key);\n  return await terminals.load(',
      ),
    ],
  },
  {
    name: 'outage-swallowed',
    because: 'A terminal that is down is noted and passed over, as if the step had been done.',
    fails: 'tried-again',
    hint: 2,
    edits: [
      activity(
        '  return await terminals.unload({ key, shipment: id, at });',
        '  return await terminals.unload({ key, shipment: id, at }).catch(() => ({ entry: `unload ${at}` }));',
      ),
    ],
  },
  {
    name: 'days-from-the-request',
    because: 'The days at sea begin when the departure is asked for, and the ship may leave later.',
    fails: 'leaves-late',
    hint: 3,
    edits: [
      workflow(
        `    ${moving}\n\n    here = { leg, place: \`\${from}-\${to}\`, state: 'at sea' };\n`,
        "    const moved = moveLeg({ id, leg, from, to, key: `${id}/${leg}/move` }).then(({ entry }) => {\n      entries.push(entry);\n      here = { leg, place: `${from}-${to}`, state: 'at sea' };\n    });\n",
      ),
      workflow('    await sleep(`${days} days`);', '    await Promise.all([moved, sleep(`${days} days`)]);'),
    ],
  },
  {
    name: 'key-of-the-attempt',
    because: 'The key names the attempt instead of the step, so the terminal takes a repetition for something new.',
    fails: 'dies-at-work',
    hint: 4,
    folder: true,
  },
  {
    name: 'load-key-remembered',
    because: 'The key is made up and remembered in the process, so that a second attempt finds it there.',
    fails: 'dies-at-work',
    hint: 4,
    edits: [
      activity(
        "import { terminals } from '#world';\n",
        "import { randomUUID } from 'node:crypto';\nimport { terminals } from '#world';\n\nconst bookings = new Map<string, string>();\n",
      ),
      activity(
        '  return await terminals.load({ key, shipment: id, at });',
        '  const booking = bookings.get(key) ?? randomUUID();\n  bookings.set(key, booking);\n  return await terminals.load({ key: booking, shipment: id, at });',
      ),
    ],
  },
  {
    name: 'departure-key-of-the-attempt',
    because:
      'Of three activities one adds the number of the attempt to the key, and its second attempt is something new.',
    fails: 'dies-at-work',
    hint: 4,
    edits: [
      activity(
        "import { terminals } from '#world';\n",
        "import { activityInfo } from '@temporalio/activity';\nimport { terminals } from '#world';\n",
      ),
      activity(departing, departing.replace('key,', 'key: `${key}#${activityInfo().attempt}`,')),
    ],
  },
  {
    name: 'unload-key-made-up',
    because: 'Of three activities one still makes up its key.',
    fails: 'dies-at-work',
    hint: 4,
    edits: [
      activity(
        "import { terminals } from '#world';\n",
        "import { randomUUID } from 'node:crypto';\nimport { terminals } from '#world';\n",
      ),
      activity('terminals.unload({ key,', 'terminals.unload({ key: randomUUID(),'),
    ],
  },
];
