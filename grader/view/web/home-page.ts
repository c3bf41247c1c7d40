import type { Topic, WorkshopPath } from '../../catalog/topic.ts';
import type { TopicState } from '../../progress/read-state.ts';
import { type Html, html } from './html.ts';
import type { Links } from './links.ts';
import { renderPage, sayMinutes } from './page.ts';

/** A topic as the map shows it. Without progress, as in an exported site, there is no state. */
export interface MappedTopic {
  topic: Topic;
  state?: TopicState;
  current: boolean;
}

const stateWords: Record<TopicState, string> = {
  passed: 'passed',
  changed: 'changed since it passed',
  started: 'started',
  untouched: 'not begun',
};

const ways: { path: WorkshopPath; title: string }[] = [
  { path: 'half-day', title: 'Half a day' },
  { path: 'day', title: 'A day' },
  { path: 'two-days', title: 'Two days' },
];

/** The map of the course. Pure. */
export function renderHome(mapped: readonly MappedTopic[], links: Links): string {
  const served = mapped.some(({ state }) => state !== undefined);
  const content = html`<h1>Temporal workflows, by repairing broken ones</h1>
${served ? renderProgress(mapped, links) : html`<p>The lessons of the course. The exercises and their grader are in the repository.</p>`}
<h2 id="topics">Topics</h2>
<ol class="map">${mapped.map((entry) => renderTopic(entry, mapped, links))}</ol>
<h2 id="ways">Three ways through</h2>
<div class="ways">${ways.map((way) => renderWay(way, mapped, links))}</div>`;
  return renderPage({ title: 'Kata: Temporal workflows in TypeScript', links, kind: 'home', content });
}

function renderProgress(mapped: readonly MappedTopic[], links: Links): Html {
  const done = mapped.filter(({ state }) => state === 'passed').length;
  const open = mapped.filter(({ state }) => state !== 'passed');
  const minutes = open.reduce((sum, { topic }) => sum + topic.minutes, 0);
  const goOn = mapped.find(({ current }) => current) ?? open[0];
  const words = `${done} of ${mapped.length} topics passed`;
  return html`<p class="progress"><progress max="${mapped.length}" value="${done}" aria-label="${words}"></progress> ${words}${open.length > 0 && `, about ${sayMinutes(minutes)} to go`}.</p>
${goOn && html`<p><a class="button" href="${links.topic(goOn.topic.folder)}">Continue: ${nameOf(goOn.topic)}</a></p>`}`;
}

function renderTopic({ topic, state, current }: MappedTopic, all: readonly MappedTopic[], links: Links): Html {
  const needs = all.filter((other) => topic.needs.includes(other.topic.slug)).map((other) => other.topic);
  return html`<li class="card ${state}"${current && html` aria-current="step"`}>
<h3><a href="${links.topic(topic.folder)}">${nameOf(topic)}</a></h3>
<p>${topic.summary}</p>
<p class="facts"><span>${sayMinutes(topic.minutes)}</span>${state && html`<span class="state">${current && 'current, '}${stateWords[state]}</span>`}${
    needs.length > 0 && html`<span>needs ${needs.map(({ number }) => two(number)).join(', ')}</span>`
  }</p></li>`;
}

function renderWay(
  { path, title }: { path: WorkshopPath; title: string },
  mapped: readonly MappedTopic[],
  links: Links,
): Html {
  const own = mapped.filter(({ topic }) => topic.paths.includes(path));
  const minutes = own.reduce((sum, { topic }) => sum + topic.minutes, 0);
  const line = ({ topic, state }: MappedTopic) =>
    html`<li><a href="${links.topic(topic.folder)}">${nameOf(topic)}</a>${state === 'passed' && html` <span class="state">passed</span>`}</li>`;
  return html`<section class="way"><h3>${title}</h3><p>${sayMinutes(minutes)}</p><ol>${own.map(line)}</ol></section>`;
}

/** `06 Undo in order`. */
export function nameOf({ number, title }: Pick<Topic, 'number' | 'title'>): string {
  return `${two(number)} ${title}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
