import { expect, test } from 'vitest';
import { samples, sampleTimeline } from '../sample-verdicts.ts';
import { renderVerdict } from '../terminal/render-verdict.ts';
import { textOf } from './html.ts';
import { servedLinks } from './links.ts';
import { renderHistoryHtml } from './render-history.ts';
import { renderTimelineHtml } from './render-timeline.ts';
import { renderVerdictHtml } from './render-verdict.ts';

const page = { links: servedLinks('1'), asShipped: false };
const screen = { columns: 100_000, colour: false, unicode: true };
const words = (text: string) => text.replace(/`/g, '').replace(/\s+/g, ' ');

test.each(Object.entries(samples))('%s: the browser says what the terminal says', (_kind, verdict) => {
  const shown = words(textOf(renderVerdictHtml(verdict, page)));
  const [head = '', ...paragraphs] = renderVerdict(verdict, screen, { full: true }).split('\n');
  expect(shown).toContain(words(head).replace(/^[✓✗] /, ''));
  const told = verdict.kind === 'passed' ? [] : verdict.findings;
  for (const { claim, did, saw, why, read } of told)
    for (const text of [claim, did, saw, why, read]) {
      expect(shown).toContain(words(text));
      expect(words(paragraphs.join('\n'))).toContain(words(text));
    }
});

test('a finding leads to the paragraph, and to the place in the code', () => {
  expect(String(renderVerdictHtml(samples.failed, page))).toContain(
    'href="/06-saga-pattern-with-compensation#last-in-first-out"',
  );
  expect(String(renderVerdictHtml(samples.unrunnable, page))).toContain('data-where="workflows.ts:12:31"');
});

test('what a submission says can not become markup', () => {
  const [first, ...rest] = samples.failed.findings;
  const saw = '<script>alert(1)</script> `"><img src=x>`';
  const shown = first && renderVerdictHtml({ ...samples.failed, findings: [{ ...first, saw }, ...rest] }, page);
  expect(String(shown)).not.toMatch(/<script|<img/);
});

test('a timeline names each event, marks the decisive one, and puts the world beneath', () => {
  const shown = String(renderTimelineHtml(sampleTimeline, 'e'));
  const labels = [...shown.matchAll(/aria-label="(\+[^"]*)"/g)].map(([, label]) => label);
  expect(labels).toEqual([
    '+00:00:00 activity: bookFlight',
    '+00:00:00 activity: bookHotel failed at attempt 3, after 8.8 seconds: SoldOut: no room left, which decided the finding',
    '+00:00:09 timer: 11 days, fired',
    '+2d 00:00 signal: subscribe',
    '+3d 00:00 crash: worker crashed',
    '+11d 00:00 child: refundTrip, after 1 hour',
    '+11d 01:00 update: changeSeat',
    '+11d 01:00 cancel: cancellation asked for',
    '+11d 01:00 failure: workflow task failed: Error: no plan for this',
    '+11d 01:00 activity: cancelFlight not finished',
    '+11d 02:00 end: workflow completed',
    '+00:00:00 effect: flights.book',
    '+11d 01:00 effect: payments.charge lost: it happened, but the answer was lost',
  ]);
  expect(shown.match(/class="[^"]*decisive/g)).toHaveLength(2);
});

test('a history is shown event by event, as Temporal names them', () => {
  const at = (seconds: number) => new Date(Date.UTC(2030, 0, 1, 0, 0, seconds)).toISOString();
  const history = JSON.stringify({
    events: [
      { eventId: '1', eventTime: at(0), eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED' },
      {
        ...{ eventId: '5', eventTime: at(3), eventType: 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED' },
        activityTaskScheduledEventAttributes: { activityType: { name: 'bookHotel' } },
      },
    ],
  });
  const shown = String(renderHistoryHtml(history));
  expect(shown).toContain('<td>1</td><td>+00:00:00</td><td>WorkflowExecutionStarted</td><td></td>');
  expect(shown).toContain('<td>5</td><td>+00:00:03</td><td>ActivityTaskScheduled</td><td>bookHotel</td>');
  expect(renderHistoryHtml('no JSON')).toBeUndefined();
});
