import { sayMoment } from '../terminal/render-timeline.ts';
import { type Html, html } from './html.ts';

type Fields = Record<string, unknown>;

/** What of an event's attributes tells it from others of its type. */
const telling = ['activityType', 'workflowType', 'signalName', 'timerId', 'startToFireTimeout', 'markerName', 'cause'];
const lengthAtMost = 160;

/** Every event of a history, as Temporal's tools write it, in a table; nothing when it can't be read. Pure. */
export function renderHistoryHtml(history: string): Html | undefined {
  const events = readEvents(history);
  const start = momentOf(events[0]);
  if (events.length === 0) return undefined;
  const line = (event: Fields) =>
    html`<tr><td>${String(event.eventId)}</td><td>${sayMoment(momentOf(event) - start)}</td><td>${nameOf(event)}</td><td>${detailOf(event)}</td></tr>`;
  return html`<details><summary>The history, event by event</summary><div class="table" tabindex="0" role="region" aria-label="History"><table>
<thead><tr><th scope="col">Event</th><th scope="col">Virtual time</th><th scope="col">Type</th><th scope="col">What it says</th></tr></thead>
<tbody>${events.map(line)}</tbody></table></div></details>`;
}

function readEvents(history: string): Fields[] {
  try {
    const { events } = fieldsOf(JSON.parse(history));
    return Array.isArray(events) ? events.map(fieldsOf) : [];
  } catch {
    return [];
  }
}

function momentOf(event: Fields | undefined): number {
  return Date.parse(String(event?.eventTime ?? '')) || 0;
}

/** `EVENT_TYPE_ACTIVITY_TASK_SCHEDULED` as people know it: `ActivityTaskScheduled`. */
function nameOf({ eventType }: Fields): string {
  const words = String(eventType)
    .replace(/^EVENT_TYPE_/, '')
    .split('_');
  return words.map((word) => word.charAt(0) + word.slice(1).toLowerCase()).join('');
}

function detailOf(event: Fields): string {
  const attributes = fieldsOf(Object.entries(event).find(([name]) => name.endsWith('EventAttributes'))?.[1]);
  const parts = telling.flatMap((name) => {
    const value = attributes[name];
    return value === undefined ? [] : [String(fieldsOf(value).name ?? value)];
  });
  const { message } = fieldsOf(attributes.failure);
  return [...parts, ...(message === undefined ? [] : [String(message)])].join(', ').slice(0, lengthAtMost);
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
