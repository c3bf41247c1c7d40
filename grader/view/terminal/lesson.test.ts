import { expect, test } from 'vitest';
import type { Topic } from '../../catalog/topic.ts';
import { openHighlight } from './highlight.ts';
import { renderLesson } from './render-lesson.ts';
import { renderMarkdown } from './render-markdown.ts';
import type { Screen } from './screen.ts';

const wide: Screen = { columns: 80, colour: false, unicode: true };
const plainNarrow: Screen = { columns: 40, colour: false, unicode: false };

const topic: Topic = {
  ...{ number: 6, slug: 'saga-pattern', folder: '06-saga-pattern', title: 'Undo in order', minutes: 25 },
  ...{
    summary: '',
    docs: [],
    edits: ['workflows.ts'],
    needs: [],
    paths: ['day'],
    lesson: 'lessons/06-saga-pattern.md',
  },
  ...{ exercise: '', solution: '', home: '' },
};

const body = `A customer books a flight, a hotel and a car — then the card is *declined*. What now?
See [Failures](https://docs.temporal.io/failures) and, once more, [failures](https://docs.temporal.io/failures).

## Last in, **first** out

1. Remember each undo *before* the step.
2. Run them backwards:
   - the car,
   - the \`hotel\`, which took a lot of time to find and which nobody wants to give back at this point,

> A step may have acted even when it failed.

\`\`\`ts
const undo: (() => Promise<void>)[] = [];
for (const step of undo.toReversed()) await step(); // the last first, one after the other
\`\`\`

\`\`\`mermaid
%% caption: Three bookings, undone backwards
flowchart LR
\`\`\`

| Mistake | What its history looks like |
| --- | --- |
| undo in order | \`cancelFlight\` comes before \`cancelCar\`, and the hotel is given back while the car still needs it |
| no undo | nothing |

<!-- a comment -->
## Check yourself

1. What if an undo fails?
   <details><summary>Answer</summary>

   It is tried **again**.

   </details>
2. And when the worker dies?

<details>
<summary>Answer</summary>
Nothing is lost.
</details>

---
`;

const bare = (code: string) => code;

test('a lesson at 80 columns', () => {
  expect(`\n${renderLesson({ topic, lesson: { body }, highlight: bare }, wide)}\n`).toMatchInlineSnapshot(`
    "
    06 Undo in order
    about 25 minutes · lessons/06-saga-pattern.md

    A customer books a flight, a hotel and a car — then the card is *declined*. What
    now? See Failures [1] and, once more, failures [1].

    ## Last in, first out

    1. Remember each undo *before* the step.
    2. Run them backwards:
       • the car,
       • the \`hotel\`, which took a lot of time to find and which nobody wants to
         give back at this point,

    │ A step may have acted even when it failed.

        const undo: (() => Promise<void>)[] = [];
        for (const step of undo.toReversed()) await step(); // the last first, one
        after the other

      [Picture] Three bookings, undone backwards (to see it:
      lessons/06-saga-pattern.md)

    Mistake        What its history looks like
    ─────────────  ─────────────────────────────────────────────────────────────────
    undo in order  \`cancelFlight\` comes before \`cancelCar\`, and the hotel is given
                   back while the car still needs it
    no undo        nothing

    ## Check yourself

    1. What if an undo fails? *Answer 1: at the end.*
    2. And when the worker dies?

    *Answer 2: at the end.*

    ────────────────────────────────────────────────────────────────────────────────

    Answer 1: It is tried again.

    Answer 2: Nothing is lost.

    [1] https://docs.temporal.io/failures
    "
  `);
});

test('a lesson in plain mode at 40 columns', () => {
  const text = renderLesson({ topic, lesson: { body }, highlight: bare }, plainNarrow);
  expect(`\n${text}\n`).toMatchInlineSnapshot(`
    "
    06 Undo in order
    about 25 minutes -
    lessons/06-saga-pattern.md

    A customer books a flight, a hotel and a
    car - then the card is *declined*. What
    now? See Failures [1] and, once more,
    failures [1].

    ## Last in, first out

    1. Remember each undo *before* the step.
    2. Run them backwards:
       - the car,
       - the \`hotel\`, which took a lot of
         time to find and which nobody wants
         to give back at this point,

    | A step may have acted even when it
    | failed.

        const undo: (() => Promise<void>)[]
        = [];
        for (const step of
        undo.toReversed()) await step(); //
        the last first, one after the other

      [Picture] Three bookings, undone
      backwards (to see it:
      lessons/06-saga-pattern.md)

    Mistake        What its history looks
                   like
    -------------  -------------------------
    undo in order  \`cancelFlight\` comes
                   before \`cancelCar\`, and
                   the hotel is given back
                   while the car still needs
                   it
    no undo        nothing

    ## Check yourself

    1. What if an undo fails? *Answer 1: at
       the end.*
    2. And when the worker dies?

    *Answer 2: at the end.*

    ----------------------------------------

    Answer 1: It is tried again.

    Answer 2: Nothing is lost.

    [1] https://docs.temporal.io/failures
    "
  `);
  expect(text).toMatch(/^[\n\x20-\x7E]*$/);
  for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(40);
});

test('code is highlighted in the sixteen colours of the terminal, and is else what it was', async () => {
  const screen = { ...wide, colour: true };
  const highlight = await openHighlight(screen);
  const code = "export async function trial(id: string) {\n  await sleep('14 days'); // <b> & more\n}";
  const text = highlight(code, 'ts');
  expect(text).toMatchInlineSnapshot(`
    "[35mexport[39m [35masync[39m [35mfunction[39m [34mtrial[39m(id: [36mstring[39m) {
      [35mawait[39m sleep([32m'14 days'[39m); [2m// <b> & more[22m
    }"
  `);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  expect(text.replace(/\u001B\[\d+m/g, '')).toBe(code);
  expect(highlight(code, 'no-such-language')).toBe(code);
  expect(renderMarkdown(`\`\`\`ts fragment\n${code}\n\`\`\``, screen, { highlight, pictures: '' })).toContain(
    '\u001B[35m',
  );
});
