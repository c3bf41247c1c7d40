import type { WrongSpecimen } from '../../../check/zoo.ts';
import { edit, importLine, lateLine, sendLine } from './edits.ts';

/** Ways to lean on what a machine or Node has to offer, and a workflow has to do without. */
export const machine: readonly WrongSpecimen[] = [
  {
    name: 'hour-of-the-machine',
    because: 'It reads the hour on the clock of the machine, which stood at UTC on every machine so far.',
    fails: 'time-zone',
    hint: 3,
    edits: [edit(lateLine, 'return new Date(at).getHours() >= bonusAfter;')],
  },
  {
    name: 'formatted-without-a-zone',
    because: 'It names the language of the format and leaves the time zone to the machine.',
    fails: 'time-zone',
    hint: 3,
    edits: [
      edit(
        lateLine,
        `const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23' }).format(new Date(at));
  return Number(hour) >= bonusAfter;`,
      ),
    ],
  },
  {
    name: 'offset-in-hours',
    because: 'It takes the offset of the machine off again, in hours, and keeps the minutes that it brought along.',
    fails: 'time-zone',
    hint: 3,
    edits: [
      edit(
        lateLine,
        `const date = new Date(at);
  return (date.getHours() + date.getTimezoneOffset() / 60 + 24) % 24 >= bonusAfter;`,
      ),
    ],
  },
  {
    name: 'next-day-of-the-machine',
    because: 'It looks at the local calendar day to decide what to ask the till for, and not for the points.',
    fails: 'time-zone',
    hint: 3,
    edits: [
      edit(
        'points += earned;',
        `points += earned;
    const isNextDay = new Date(at).getDate() !== Number(at.slice(8, 10));
    if (isNextDay) await listPurchases({ customerId, month: \`after \${month}\` });`,
      ),
    ],
  },
  {
    name: 'points-in-local-digits',
    because: 'It makes long numbers readable and lets the machine say how.',
    fails: 'locale',
    hint: 2,
    edits: [edit('${month}: ${points} points', '${month}: ${points.toLocaleString()} points')],
  },
  {
    name: 'key-from-node-crypto',
    because: 'It imports a module of Node, as any other TypeScript may.',
    fails: 'forbidden-module',
    hint: 2,
    edits: [
      edit(importLine, `import { createHash } from 'node:crypto';\n${importLine}`),
      edit('key: `${customerId}/${month}`', "key: createHash('sha256').update(`${customerId}/${month}`).digest('hex')"),
    ],
  },
  {
    name: 'rules-loaded-when-needed',
    because: 'It loads a part of its code while it runs.',
    fails: 'dynamic-import',
    hint: 2,
    edits: [edit('points >= GOLD_FROM', "points >= (await import('./shared')).GOLD_FROM")],
  },
  {
    name: 'purchases-held-weakly',
    because: 'It wants to save memory, and makes what it knows depend on when memory is cleaned up.',
    fails: 'weak-reference',
    hint: 2,
    edits: [
      edit(
        'const purchases = await listPurchases({ customerId, month });',
        `const listed = new WeakRef(await listPurchases({ customerId, month }));
  const purchases = listed.deref() ?? (await listPurchases({ customerId, month }));`,
      ),
    ],
  },
  {
    name: 'subclass-of-date',
    because: 'It keeps the method and moves it to a class of its own; but the `Date` of the sandbox can’t be extended.',
    fails: 'type-error',
    hint: 4,
    edits: [
      edit(
        lateLine,
        `class PurchaseDate extends Date {
    isLate(): boolean {
      return this.getUTCHours() >= bonusAfter;
    }
  }
  return new PurchaseDate(at).isLate();`,
      ),
    ],
  },
  {
    name: 'waits-in-a-loop',
    because: 'It lets a moment pass by looking at the clock, which stands still until the workflow lets go.',
    fails: 'isolate-limit',
    hint: 2,
    edits: [
      edit(
        sendLine,
        `const later = Date.now() + 1000;
  while (Date.now() < later) {
    // The till needs a moment.
  }
  ${sendLine}`,
      ),
    ],
  },
];
