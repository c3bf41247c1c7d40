import type { RightSpecimen } from '../../../check/zoo.ts';
import { edit, importLine, lateLine } from './edits.ts';

/** Answers that look different from the solution and are right. */
export const right: readonly RightSpecimen[] = [
  {
    name: 'clock-dice-and-timers',
    because:
      'In the TypeScript sandbox `Date.now`, `Math.random`, `setTimeout`, `uuid4` and module variables give a replay what they gave the first run.',
    folder: true,
  },
  {
    name: 'month-as-a-class',
    because: 'State in an object, or on `globalThis`, belongs to one run, however it is built.',
    folder: true,
  },
  {
    name: 'awarded-at-once',
    because: 'Promises settle in the order of the history, so work side by side is replayed as it was.',
    folder: true,
  },
  {
    name: 'award-in-a-child',
    because: 'Where a decision is made does not matter, as long as every replay of it comes to the same.',
    folder: true,
  },
  {
    name: 'local-activities',
    because: 'A local activity leaves a marker with its answer, and a replay takes it from there.',
    edits: [
      edit(importLine, importLine.replace('proxyActivities', 'proxyLocalActivities')),
      edit('= proxyActivities<', '= proxyLocalActivities<'),
    ],
  },
  {
    name: 'hour-from-the-text',
    because: 'The time is in the purchase as text, in UTC, and text reads the same on every machine.',
    edits: [edit(lateLine, 'return Number(at.slice(11, 13)) >= bonusAfter;')],
  },
  {
    name: 'zone-and-language-named',
    because: 'With its time zone and its language named, `Intl` asks the machine for neither.',
    edits: [
      edit(
        lateLine,
        `const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: 'UTC' });
  return Number(clock.format(new Date(at))) >= bonusAfter;`,
      ),
      edit('${month}: ${points} points', "${month}: ${points.toLocaleString('en-US')} points"),
    ],
  },
  {
    name: 'offset-of-the-machine-taken-off',
    because: 'It reads the clock of the machine and takes its offset off again, so nothing of the machine is left.',
    edits: [
      edit(
        lateLine,
        `const local = new Date(at);
  return new Date(local.getTime() + local.getTimezoneOffset() * 60_000).getHours() >= bonusAfter;`,
      ),
    ],
  },
];
