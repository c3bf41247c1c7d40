import type { Zoo } from '../../check/zoo.ts';

const file = 'workflows.ts';

const importLine = "import { defineQuery, proxyActivities, setHandler } from '@temporalio/workflow';";
const importWithInfo = "import { defineQuery, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';";
const handlerLine = 'setHandler(progress, () => ({ points, stage }));';
const lateLine = 'return new Date(at).getUTCHours() >= bonusAfter;';
const awardLine = "await awardPoints({ customerId, points: earned, reason: 'purchase', key: `${customerId}/${id}` });";
const sendLine = 'await sendStatement({ customerId, text: statement, key: `${customerId}/${month}` });';

export const zoo: Zoo = {
  wrong: [
    {
      name: 'hour-itself-is-not-late',
      because: 'It takes "from 22 on" for "after the hour of 22".',
      fails: 'by-the-rules',
      hint: 3,
      edits: [{ file, replace: lateLine, by: 'return new Date(at).getUTCHours() > bonusAfter;' }],
    },
    {
      name: 'hour-zero-for-no-hour',
      because: 'It takes 0 for "nothing was said", as `||` and `!` do.',
      fails: 'whole-day',
      hint: 3,
      edits: [{ file, replace: lateLine, by: 'return bonusAfter ? new Date(at).getUTCHours() >= bonusAfter : false;' }],
    },
    {
      name: 'hours-as-text',
      because: 'It compares the hours as text, where “07” comes before “8” and “23” does, too.',
      fails: 'by-the-rules',
      hint: 3,
      edits: [{ file, replace: lateLine, by: 'return at.slice(11, 13) >= `${bonusAfter}`;' }],
    },
    {
      name: 'midnight-is-24',
      because: 'It names zone and language, and asks for a clock on which the hour after midnight is the 24th.',
      fails: 'by-the-rules',
      hint: 3,
      edits: [
        {
          file,
          replace: lateLine,
          by: `const clock = new Intl.DateTimeFormat('en-US', { hour: 'numeric', hour12: false, timeZone: 'UTC' });
  return Number(clock.format(new Date(at))) >= bonusAfter;`,
        },
      ],
    },
    {
      name: 'always-ten-at-night',
      because: 'It makes the rule independent of everything, the input included.',
      fails: 'by-the-rules',
      hint: 3,
      edits: [{ file, replace: lateLine, by: 'return new Date(at).getUTCHours() >= 22;' }],
    },
    {
      name: 'statement-dropped',
      because: 'It takes the letter out with the guard around it, so that no replay can send it twice.',
      fails: 'by-the-rules',
      hint: 4,
      edits: [{ file, replace: sendLine, by: '' }],
    },
    {
      name: 'method-set-once',
      because: 'It mends the time zone and leaves the method where the first month of the worker has put it.',
      fails: 'beside-others',
      hint: 2,
      edits: [
        {
          file,
          replace: lateLine,
          by: `const dates = Date.prototype as Date & { isLate?: () => boolean };
  dates.isLate ??= function (this: Date) {
    return this.getUTCHours() >= bonusAfter;
  };
  return (new Date(at) as typeof dates).isLate?.() ?? false;`,
        },
      ],
    },
    {
      name: 'method-set-by-each-month',
      because:
        'It writes the method anew for each month, and forgets that another month may begin before this one has ended.',
      fails: 'beside-others',
      hint: 2,
      edits: [
        {
          file,
          replace: 'let points = 0;',
          by: `Object.assign(Date.prototype, {
    isLate(this: Date) {
      return this.getUTCHours() >= bonusAfter;
    },
  });
  let points = 0;`,
        },
        {
          file,
          replace: 'if (isLate(at, bonusAfter)) {',
          by: 'if ((new Date(at) as Date & { isLate(): boolean }).isLate()) {',
        },
      ],
    },
    {
      name: 'sent-unless-replaying',
      because: 'It believes that a replay calls activities again, and protects the customer from a second letter.',
      fails: 'replay',
      hint: 2,
      edits: [
        { file, replace: importLine, by: importWithInfo },
        { file, replace: sendLine, by: `if (!workflowInfo().unsafe.isReplaying) ${sendLine}` },
      ],
    },
    {
      name: 'counted-unless-replaying',
      because: 'It believes that a replay goes on with the variables of the first run, and would add to them twice.',
      fails: 'remembers',
      hint: 2,
      edits: [
        { file, replace: importLine, by: importWithInfo },
        { file, replace: 'points += earned;', by: 'if (!workflowInfo().unsafe.isReplaying) points += earned;' },
      ],
    },
    {
      name: 'stage-unless-replaying',
      because: 'It does not want a replay to walk through the stages a second time.',
      fails: 'remembers',
      hint: 2,
      edits: [
        { file, replace: importLine, by: importWithInfo },
        { file, replace: "stage = 'sending';", by: "if (!workflowInfo().unsafe.isReplaying) stage = 'sending';" },
      ],
    },
    {
      name: 'counted-before-awarded',
      because: 'It counts the points when it asks for them, and not when they are on the account.',
      fails: 'progress-answers',
      hint: 3,
      edits: [{ file, replace: `${awardLine}\n    points += earned;`, by: `points += earned;\n    ${awardLine}` }],
    },
    {
      name: 'never-done',
      because: 'It takes the last stage for superfluous, as nobody waits for it.',
      fails: 'progress-answers',
      hint: 3,
      edits: [{ file, replace: "stage = 'done';", by: '' }],
    },
    {
      name: 'done-unless-replaying',
      because: 'It guards the last stage against replay, and forgets that a month that is over can only be replayed.',
      fails: 'progress-answers',
      hint: 2,
      edits: [
        { file, replace: importLine, by: importWithInfo },
        { file, replace: "stage = 'done';", by: "if (!workflowInfo().unsafe.isReplaying) stage = 'done';" },
      ],
    },
    {
      name: 'handler-after-listing',
      because: 'It sets the handler where there is something to tell, and whoever asks before that gets an error.',
      fails: 'query-refused',
      hint: 3,
      edits: [
        { file, replace: handlerLine, by: '' },
        { file, replace: "stage = 'awarding';", by: `stage = 'awarding';\n  ${handlerLine}` },
      ],
    },
    {
      name: 'query-sends-a-letter',
      because: 'It takes a query for a place where work can be started, as long as nobody waits for it.',
      fails: 'query-starts-nothing',
      hint: 2,
      edits: [
        {
          file,
          replace: handlerLine,
          by: `setHandler(progress, () => {
    void sendStatement({ customerId, text: \`\${points} points so far\`, key: \`\${customerId}/so-far\` });
    return { points, stage };
  });`,
        },
      ],
    },
    {
      name: 'query-lists-afresh',
      because: 'It wants the answer to be up to date, and asks the till for it at every look.',
      fails: 'query-starts-nothing',
      hint: 2,
      edits: [
        {
          file,
          replace: handlerLine,
          by: `let listed = 0;
  setHandler(progress, () => {
    void listPurchases({ customerId, month }).then(({ length }) => {
      listed = length;
    });
    return listed === 0 ? { points: 0, stage: 'listing' } : { points, stage };
  });`,
        },
      ],
    },
    {
      name: 'query-corrects-the-points',
      because: 'It lets the handler tidy up what it reads: the bonuses are not final yet, so they are taken off.',
      fails: 'query-changes-nothing',
      hint: 2,
      edits: [
        {
          file,
          replace: handlerLine,
          by: `let fromPurchases = 0;
  setHandler(progress, () => {
    points = fromPurchases;
    return { points, stage };
  });`,
        },
        { file, replace: 'points += earned;', by: 'points += earned;\n    fromPurchases += earned;' },
      ],
    },
    {
      name: 'query-moves-the-stage',
      because: 'It takes being asked for a sign that the month is through.',
      fails: 'query-changes-nothing',
      hint: 2,
      edits: [
        {
          file,
          replace: handlerLine,
          by: `setHandler(progress, () => {
    const seen = stage;
    if (stage === 'sending') stage = 'done';
    return { points, stage: seen };
  });`,
        },
      ],
    },
    {
      name: 'query-leaves-a-note',
      because:
        'It starts nothing in the handler, and leaves a note there for the loop, which then sends a letter for it.',
      fails: 'query-changes-nothing',
      hint: 2,
      edits: [
        {
          file,
          replace: handlerLine,
          by: `const notes: string[] = [];
  setHandler(progress, () => {
    notes.push(\`\${month}: \${points} points so far\`);
    return { points, stage };
  });`,
        },
        {
          file,
          replace: 'points += earned;',
          by: `points += earned;
    for (const text of notes.splice(0)) await sendStatement({ customerId, text, key: \`\${customerId}/\${text}\` });`,
        },
      ],
    },
    {
      name: 'hour-of-the-machine',
      because: 'It reads the hour on the clock of the machine, which stood at UTC on every machine so far.',
      fails: 'time-zone',
      hint: 3,
      edits: [{ file, replace: lateLine, by: 'return new Date(at).getHours() >= bonusAfter;' }],
    },
    {
      name: 'formatted-without-a-zone',
      because: 'It names the language of the format and leaves the time zone to the machine.',
      fails: 'time-zone',
      hint: 3,
      edits: [
        {
          file,
          replace: lateLine,
          by: `const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23' }).format(new Date(at));
  return Number(hour) >= bonusAfter;`,
        },
      ],
    },
    {
      name: 'offset-in-hours',
      because: 'It takes the offset of the machine off again, in hours, and keeps the minutes that it brought along.',
      fails: 'time-zone',
      hint: 3,
      edits: [
        {
          file,
          replace: lateLine,
          by: `const date = new Date(at);
  return (date.getHours() + date.getTimezoneOffset() / 60 + 24) % 24 >= bonusAfter;`,
        },
      ],
    },
    {
      name: 'next-day-of-the-machine',
      because: 'It looks at the local calendar day to decide what to ask the till for, and not for the points.',
      fails: 'time-zone',
      hint: 3,
      edits: [
        {
          file,
          replace: 'points += earned;',
          by: `points += earned;
    const isNextDay = new Date(at).getDate() !== Number(at.slice(8, 10));
    if (isNextDay) await listPurchases({ customerId, month: \`after \${month}\` });`,
        },
      ],
    },
    {
      name: 'points-in-local-digits',
      because: 'It makes long numbers readable and lets the machine say how.',
      fails: 'locale',
      hint: 2,
      edits: [{ file, replace: '${month}: ${points} points', by: '${month}: ${points.toLocaleString()} points' }],
    },
    {
      name: 'key-from-node-crypto',
      because: 'It imports a module of Node, as any other TypeScript may.',
      fails: 'forbidden-module',
      hint: 2,
      edits: [
        { file, replace: importLine, by: `import { createHash } from 'node:crypto';\n${importLine}` },
        {
          file,
          replace: 'key: `${customerId}/${month}`',
          by: "key: createHash('sha256').update(`${customerId}/${month}`).digest('hex')",
        },
      ],
    },
    {
      name: 'rules-loaded-when-needed',
      because: 'It loads a part of its code while it runs.',
      fails: 'dynamic-import',
      hint: 2,
      edits: [{ file, replace: 'points >= GOLD_FROM', by: "points >= (await import('./shared')).GOLD_FROM" }],
    },
    {
      name: 'purchases-held-weakly',
      because: 'It wants to save memory, and makes what it knows depend on when memory is cleaned up.',
      fails: 'weak-reference',
      hint: 2,
      edits: [
        {
          file,
          replace: 'const purchases = await listPurchases({ customerId, month });',
          by: `const listed = new WeakRef(await listPurchases({ customerId, month }));
  const purchases = listed.deref() ?? (await listPurchases({ customerId, month }));`,
        },
      ],
    },
    {
      name: 'subclass-of-date',
      because:
        'It keeps the method and moves it to a class of its own; but the `Date` of the sandbox can’t be extended.',
      fails: 'type-error',
      hint: 4,
      edits: [
        {
          file,
          replace: lateLine,
          by: `class PurchaseDate extends Date {
    isLate(): boolean {
      return this.getUTCHours() >= bonusAfter;
    }
  }
  return new PurchaseDate(at).isLate();`,
        },
      ],
    },
    {
      name: 'waits-in-a-loop',
      because: 'It lets a moment pass by looking at the clock, which stands still until the workflow lets go.',
      fails: 'isolate-limit',
      hint: 2,
      edits: [
        {
          file,
          replace: sendLine,
          by: `const later = Date.now() + 1000;
  while (Date.now() < later) {
    // The till needs a moment.
  }
  ${sendLine}`,
        },
      ],
    },
  ],
  right: [
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
        { file, replace: importLine, by: importLine.replace('proxyActivities', 'proxyLocalActivities') },
        { file, replace: '= proxyActivities<', by: '= proxyLocalActivities<' },
      ],
    },
    {
      name: 'hour-from-the-text',
      because: 'The time is in the purchase as text, in UTC, and text reads the same on every machine.',
      edits: [{ file, replace: lateLine, by: 'return Number(at.slice(11, 13)) >= bonusAfter;' }],
    },
    {
      name: 'zone-and-language-named',
      because: 'With its time zone and its language named, `Intl` asks the machine for neither.',
      edits: [
        {
          file,
          replace: lateLine,
          by: `const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: 'UTC' });
  return Number(clock.format(new Date(at))) >= bonusAfter;`,
        },
        { file, replace: '${month}: ${points} points', by: "${month}: ${points.toLocaleString('en-US')} points" },
      ],
    },
    {
      name: 'offset-of-the-machine-taken-off',
      because: 'It reads the clock of the machine and takes its offset off again, so nothing of the machine is left.',
      edits: [
        {
          file,
          replace: lateLine,
          by: `const local = new Date(at);
  return new Date(local.getTime() + local.getTimezoneOffset() * 60_000).getHours() >= bonusAfter;`,
        },
      ],
    },
  ],
};
