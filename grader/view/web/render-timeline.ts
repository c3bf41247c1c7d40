import { sayDuration } from '../../lab/duration.ts';
import type { Timeline, TimelineRow } from '../../lab/timeline.ts';
import { isBad, kindWords, sayMoment, sayRow } from '../terminal/render-timeline.ts';
import { type Html, html, raw } from './html.ts';
import { layTimeAxis, type TimeAxis } from './time-axis.ts';

const nameWidth = 200;
const chartWidth = 440;
const rowHeight = 26;
const laneHeight = 26;
const axisHeight = 40;
const shortestBar = 6;
const nameLength = 26;

/** A picture of a run on the axis of virtual time, and the same as a table. `id` is unique on the page. Pure. */
export function renderTimelineHtml(timeline: Timeline, id: string): Html {
  const { workflow, from, to } = timeline;
  const rows = inLanes(timeline.rows);
  const axis = layTimeAxis([from, to, ...rows.flatMap((row) => [row.from, row.to ?? row.from])]);
  const own = rows.filter(({ kind }) => kind !== 'effect').length;
  const hasWorld = own < rows.length;
  const height = axisHeight + rows.length * rowHeight + (hasWorld ? laneHeight : 0) + 8;
  const width = nameWidth + chartWidth + 20;
  const total = to > from ? `, ${sayDuration(to - from)} in all` : '';
  return html`<figure class="timeline" data-timeline>
<figcaption><code>${workflow}</code> in virtual time${total}. Arrow keys go from event to event.</figcaption>
<div class="scroller">
<svg role="listbox" aria-label="${workflow} in virtual time" viewBox="0 0 ${width} ${height}">
${renderAxis(timeline, axis, height)}
${
  hasWorld &&
  html`<text class="lane" aria-hidden="true" x="8" y="${axisHeight + own * rowHeight + 18}">What the world saw</text>`
}
${rows.map((row, index) => {
  const y = axisHeight + index * rowHeight + (row.kind === 'effect' ? laneHeight : 0);
  return renderRow(row, { index, y, id, axis, timeline });
})}
</svg></div>
<p class="detail" data-detail aria-live="polite"></p>
${renderTable(timeline)}
</figure>`;
}

/** What the workflow did above, what the world saw of it beneath. */
function inLanes(rows: readonly TimelineRow[]): TimelineRow[] {
  return [...rows.filter(({ kind }) => kind !== 'effect'), ...rows.filter(({ kind }) => kind === 'effect')];
}

interface Placed {
  index: number;
  y: number;
  id: string;
  axis: TimeAxis;
  timeline: Timeline;
}

function renderRow(row: TimelineRow, { index, y, id, axis, timeline }: Placed): Html {
  const label = `${sayMoment(row.from - timeline.from)} ${kindWords[row.kind]}: ${sayRow(row)}`;
  const classes = ['row', row.kind, isBad(row) && 'bad', row.decisive && 'decisive', row.outcome === 'open' && 'open'];
  const start = nameWidth + axis.place(row.from) * chartWidth;
  const open = row.outcome === 'open';
  const end = nameWidth + (open ? 1 : axis.place(row.to ?? row.from)) * chartWidth;
  const name = row.name.length > nameLength ? `${row.name.slice(0, nameLength - 1)}…` : row.name;
  const tries = row.attempts === undefined ? '' : ` ×${row.attempts}`;
  const event = row.event === undefined ? '' : ` (event ${row.event})`;
  return html`<g class="${classes.filter(Boolean).join(' ')}" id="${id}-${index}" role="option" aria-selected="false" tabindex="${index === 0 ? 0 : -1}" aria-label="${label}${row.decisive && ', which decided the finding'}" data-text="${label}${event}"><rect class="back" x="0" y="${y}" width="${nameWidth + chartWidth + 20}" height="${rowHeight}"/><text x="8" y="${y + 17}">${row.decisive && '▶ '}${name}${tries}</text>${
    row.to !== undefined || open
      ? html`<rect class="bar" x="${round(start)}" y="${y + 6}" width="${round(Math.max(shortestBar, end - start))}" height="14" rx="3"/>`
      : renderPoint(row, start, y + rowHeight / 2)
  }</g>`;
}

/** Each kind of moment has a shape of its own, so that colour says nothing alone. */
function renderPoint({ kind }: TimelineRow, x: number, y: number): Html {
  const at = round(x);
  if (kind === 'crash' || kind === 'task-failure' || kind === 'cancel')
    return raw(`<path class="point" d="M${at - 6} ${y - 6}l12 12m0 -12l-12 12"/>`);
  if (kind === 'effect') return raw(`<rect class="point" x="${at - 4}" y="${y - 5}" width="8" height="10"/>`);
  if (kind === 'end') return raw(`<path class="point" d="M${at} ${y - 9}v18"/>`);
  return raw(`<path class="point" d="M${at} ${y - 7}l7 7l-7 7l-7 -7z"/>`);
}

function renderAxis({ from, to }: Timeline, { breaks }: TimeAxis, height: number): Html {
  const base = axisHeight - 8;
  const right = nameWidth + chartWidth;
  const marks = breaks.map((part) => {
    const [start, end] = [nameWidth + part.start * chartWidth, nameWidth + part.end * chartWidth];
    const middle = round((start + end) / 2);
    const words = end - start > 36 ? sayDuration(part.to - part.from) : '';
    return html`<g class="break"><rect x="${round(start)}" y="${base}" width="${round(end - start)}" height="${height - base}"/><path d="M${middle - 5} ${base + 5}l4 -10m2 10l4 -10"/><text x="${middle}" y="${base - 10}" text-anchor="middle">${words}</text></g>`;
  });
  const ends = breaks.length === 0 && to > from;
  return html`<g class="axis" aria-hidden="true">${marks}<path d="M${nameWidth} ${base}h${chartWidth}"/>${
    ends && html`<text x="${right}" y="${base - 10}" text-anchor="end">${sayMoment(to - from)}</text>`
  }<text x="${nameWidth}" y="${base - 10}">+0</text></g>`;
}

function renderTable({ from, rows }: Timeline): Html {
  const line = (row: TimelineRow) =>
    html`<tr${row.decisive && raw(' class="decisive"')}><td>${sayMoment(row.from - from)}</td><td>${kindWords[row.kind]}</td><td>${sayRow(row)}${row.decisive && html` <strong>decided the finding</strong>`}</td><td>${row.event ?? ''}</td></tr>`;
  return html`<details><summary>The same as a table</summary><div class="table" tabindex="0" role="region" aria-label="Events"><table>
<thead><tr><th scope="col">Virtual time</th><th scope="col">Kind</th><th scope="col">What</th><th scope="col">Event</th></tr></thead>
<tbody>${rows.map(line)}</tbody></table></div></details>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
