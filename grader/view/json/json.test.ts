import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compileSchema } from '../../catalog/schema.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { samples } from '../sample-verdicts.ts';
import { renderJson } from './render-json.ts';
import { renderJunit } from './render-junit.ts';

const schema = JSON.parse(await readFile(new URL('verdict.schema.json', import.meta.url), 'utf8'));
const misfits = compileSchema(schema);
const verdicts: Verdict[] = Object.values(samples);
const overTheWire = (verdict: Verdict) => JSON.parse(JSON.stringify(renderJson(verdict)));

test.each(verdicts)('$kind fits the schema', (verdict) => {
  expect(misfits(overTheWire(verdict))).toEqual([]);
});

test('what the grader keeps for itself does not get out', () => {
  const leaky = { ...samples.failed, secret: 1, submission: { sha256: 'b'.repeat(64), dir: '/home/me' } };
  expect(misfits(overTheWire(leaky))).toEqual([]);
});

test.each([
  ['a pass with a finding', { ...overTheWire(samples.failed), verdict: 'passed' }],
  ['a pass without a check', { ...overTheWire(samples.passed), checks: [] }],
  ['a failure without a finding', { ...overTheWire(samples.failed), findings: [] }],
  ['an inconclusive verdict without its fault', { ...overTheWire(samples.inconclusive), fault: undefined }],
  ['a field nobody knows', { ...overTheWire(samples.passed), mood: 'good' }],
  ['a later version', { ...overTheWire(samples.passed), schemaVersion: 2 }],
])('%s does not fit', (_name, value) => {
  expect(misfits(JSON.parse(JSON.stringify(value)))).not.toEqual([]);
});

test('the contract of a pass', () => {
  expect(JSON.stringify(renderJson(samples.passed))).toMatchInlineSnapshot(
    `"{"schemaVersion":1,"topic":"saga-pattern-with-compensation","number":6,"title":"Undo in order","origin":"exercise","verdict":"passed","checks":[{"id":"happy-trip","claim":"a trip that goes well books flight, hotel and car once","status":"passed","ms":41},{"id":"undo-order","claim":"what was done last is undone first","status":"passed","ms":63},{"id":"lost-answer","claim":"a step whose answer was lost is undone too","status":"passed","ms":80}],"findings":[],"notices":[],"ms":812,"seed":4711,"engine":{"kind":"jvm","version":"1.38.0","path":"fast"},"submission":{"sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}"`,
  );
});

test('JUnit: a suite a topic, a case a check', () => {
  expect(renderJunit(verdicts)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="kata" tests="10" failures="2" errors="1" skipped="3" time="3.248">
      <testsuite name="saga-pattern-with-compensation" tests="3" failures="0" errors="0" skipped="0" time="0.812">
        <testcase classname="saga-pattern-with-compensation" name="a trip that goes well books flight, hotel and car once" time="0.041"/>
        <testcase classname="saga-pattern-with-compensation" name="what was done last is undone first" time="0.063"/>
        <testcase classname="saga-pattern-with-compensation" name="a step whose answer was lost is undone too" time="0.080"/>
      </testsuite>
      <testsuite name="saga-pattern-with-compensation" tests="3" failures="1" errors="0" skipped="1" time="0.812">
        <testcase classname="saga-pattern-with-compensation" name="a trip that goes well books flight, hotel and car once" time="0.041"/>
        <testcase classname="saga-pattern-with-compensation" name="what was done last is undone first" time="0.063">
          <failure type="saga-pattern-with-compensation/undo-order" message="Undone in this order: \`cancelFlight\`, \`cancelHotel\`, \`cancelCar\`.">Booked flight, hotel and car; then the card was declined.
    Undone in this order: \`cancelFlight\`, \`cancelHotel\`, \`cancelCar\`.
    A later step may build on an earlier one. Undoing the foundation first leaves the rest standing on nothing.
    lessons/06-saga-pattern-with-compensation.md#last-in-first-out</failure>
        </testcase>
        <testcase classname="saga-pattern-with-compensation" name="a step whose answer was lost is undone too" time="0.080">
          <skipped message="because of saga-pattern-with-compensation/undo-order"/>
        </testcase>
        <system-out>workflows.ts:14: Type "number" is not assignable to type "string".</system-out>
      </testsuite>
      <testsuite name="saga-pattern-with-compensation" tests="3" failures="1" errors="0" skipped="2" time="0.812">
        <testcase classname="saga-pattern-with-compensation" name="a trip that goes well books flight, hotel and car once" time="0.000">
          <failure type="saga-pattern-with-compensation/syntax-error" message="Expected &quot;)&quot; but found &quot;;&quot;.">workflows.ts:12:31
    Read the files of the exercise.
    Expected ")" but found ";".
    A file that is not TypeScript can’t be bundled, so no worker can load it and nothing was run.
    lessons/03-workflows-orchestration.md#why-a-broken-workflow-hangs</failure>
        </testcase>
        <testcase classname="saga-pattern-with-compensation" name="what was done last is undone first" time="0.000">
          <skipped message="because of saga-pattern-with-compensation/syntax-error"/>
        </testcase>
        <testcase classname="saga-pattern-with-compensation" name="a step whose answer was lost is undone too" time="0.000">
          <skipped message="because of saga-pattern-with-compensation/syntax-error"/>
        </testcase>
      </testsuite>
      <testsuite name="saga-pattern-with-compensation" tests="1" failures="0" errors="1" skipped="0" time="0.812">
        <testcase classname="saga-pattern-with-compensation" name="the grader works" time="0.000">
          <error type="no-engine" message="There is no engine to grade with.">This is not the code's fault. sudo apt-get install maven</error>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

test('JUnit: what XML can’t hold does not break the file', () => {
  const verdict = { ...samples.passed, notices: ['</system-out> & \u0000 ]]>'] };
  expect(renderJunit([verdict])).toContain('&lt;/system-out&gt; &amp; \uFFFD ]]&gt;');
});
