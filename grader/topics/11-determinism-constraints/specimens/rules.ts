import type { WrongSpecimen } from '../../../check/zoo.ts';
import { edit, lateLine, sendLine } from './edits.ts';

/** Months that are counted by other rules than their own. */
export const rules: readonly WrongSpecimen[] = [
  {
    name: 'hour-itself-is-not-late',
    because: 'It takes "from 22 on" for "after the hour of 22".',
    fails: 'by-the-rules',
    hint: 3,
    edits: [edit(lateLine, 'return new Date(at).getUTCHours() > bonusAfter;')],
  },
  {
    name: 'hour-zero-for-no-hour',
    because: 'It takes 0 for "nothing was said", as `||` and `!` do.',
    fails: 'whole-day',
    hint: 3,
    edits: [edit(lateLine, 'return bonusAfter ? new Date(at).getUTCHours() >= bonusAfter : false;')],
  },
  {
    name: 'hours-as-text',
    because: 'It compares the hours as text, where “07” comes before “8” and “23” does, too.',
    fails: 'by-the-rules',
    hint: 3,
    edits: [edit(lateLine, 'return at.slice(11, 13) >= `${bonusAfter}`;')],
  },
  {
    name: 'midnight-is-24',
    because: 'It names zone and language, and asks for a clock on which the hour after midnight is the 24th.',
    fails: 'by-the-rules',
    hint: 3,
    edits: [
      edit(
        lateLine,
        `const clock = new Intl.DateTimeFormat('en-US', { hour: 'numeric', hour12: false, timeZone: 'UTC' });
  return Number(clock.format(new Date(at))) >= bonusAfter;`,
      ),
    ],
  },
  {
    name: 'always-ten-at-night',
    because: 'It makes the rule independent of everything, the input included.',
    fails: 'by-the-rules',
    hint: 3,
    edits: [edit(lateLine, 'return new Date(at).getUTCHours() >= 22;')],
  },
  {
    name: 'no-letter-for-nothing',
    because: 'It ends a month without purchases early: there seems to be nothing to tell.',
    fails: 'empty-month',
    hint: 3,
    edits: [
      edit(
        "stage = 'awarding';",
        "if (purchases.length === 0) {\n    stage = 'done';\n    return { points, tier: 'basic', statement: `${month}: 0 points` };\n  }\n  stage = 'awarding';",
      ),
    ],
  },
  {
    name: 'statement-dropped',
    because: 'It takes the letter out with the guard around it, so that no replay can send it twice.',
    fails: 'by-the-rules',
    hint: 4,
    edits: [edit(sendLine, '')],
  },
  {
    name: 'method-set-once',
    because: 'It mends the time zone and leaves the method where the first month of the worker has put it.',
    fails: 'beside-others',
    hint: 2,
    edits: [
      edit(
        lateLine,
        `const dates = Date.prototype as Date & { isLate?: () => boolean };
  dates.isLate ??= function (this: Date) {
    return this.getUTCHours() >= bonusAfter;
  };
  return (new Date(at) as typeof dates).isLate?.() ?? false;`,
      ),
    ],
  },
  {
    name: 'method-set-by-each-month',
    because:
      'It writes the method anew for each month, and forgets that another month may begin before this one has ended.',
    fails: 'beside-others',
    hint: 2,
    edits: [
      edit(
        'let points = 0;',
        `Object.assign(Date.prototype, {
    isLate(this: Date) {
      return this.getUTCHours() >= bonusAfter;
    },
  });
  let points = 0;`,
      ),
      edit('if (isLate(at, bonusAfter)) {', 'if ((new Date(at) as Date & { isLate(): boolean }).isLate()) {'),
    ],
  },
];
