import type { Topic } from '../../catalog/topic.ts';
import { nameOf } from './home-page.ts';
import { type Html, html } from './html.ts';
import type { Links } from './links.ts';
import { renderPage, sayMinutes } from './page.ts';
import type { LessonHtml } from './render-lesson.ts';

export interface TopicPage {
  topic: Topic;
  /** All topics, for what it needs and leads to, and for the way on. */
  topics: readonly Topic[];
  lesson: LessonHtml;
  links: Links;
  /** Whether there is a server that grades. */
  served: boolean;
}

/** The lesson of a topic, and beside it the place to work where there is a grader. Pure. */
export function renderTopicPage({ topic, topics, lesson, links, served }: TopicPage): string {
  const content = html`<div class="${served ? 'split' : 'single'}">
<article class="lesson" aria-label="Lesson">${renderLessonSide({ topic, topics, lesson, links, served })}</article>
${served && renderWorkbench(topic)}
</div>`;
  const data = { folder: topic.folder, ...(lesson.pictures && { pictures: links.asset('mermaid.js') }) };
  return renderPage({ title: `${nameOf(topic)} · Kata`, links, kind: served ? 'topic' : 'lesson', content, data });
}

function renderLessonSide({ topic, topics, lesson, links, served }: TopicPage): Html {
  const needs = topics.filter(({ slug }) => topic.needs.includes(slug));
  const leads = topics.filter((other) => other.needs.includes(topic.slug));
  const contents = lesson.headings.filter(({ level }) => level === 2);
  return html`<h1>${nameOf(topic)}</h1>
<p class="summary">${topic.summary}</p>
<p class="facts"><span>${lesson.readingMinutes} min to read, ${sayMinutes(topic.minutes)} with the exercise</span>${served && html`<a class="to-exercise" href="#workbench">To the exercise</a>`}</p>
${needs.length > 0 && html`<p class="facts"><span>Needs ${linkAll(needs, links)}</span></p>`}
${leads.length > 0 && html`<p class="facts"><span>Leads to ${linkAll(leads, links)}</span></p>`}
<details class="contents"><summary>Contents</summary><ul>${contents.map(({ anchor, text }) => html`<li><a href="#${anchor}">${text}</a></li>`)}</ul></details>
${lesson.body}
${topic.docs.length > 0 && renderDocs(topic)}
${renderWayOn(topic, topics, links)}`;
}

function renderDocs({ docs }: Topic): Html {
  const line = ({ title, url }: Topic['docs'][number]) =>
    html`<li><a href="${url}" target="_blank" rel="noopener noreferrer">${title}</a></li>`;
  return html`<h2>In Temporal's documentation</h2><ul>${docs.map(line)}</ul>`;
}

function renderWayOn(topic: Topic, topics: readonly Topic[], links: Links): Html {
  const at = topics.findIndex(({ slug }) => slug === topic.slug);
  const [before, after] = [topics[at - 1], topics[at + 1]];
  return html`<nav class="way-on" aria-label="Lessons before and after">
${before && html`<a rel="prev" href="${links.topic(before.folder)}">← ${nameOf(before)}</a>`}
${after && html`<a rel="next" href="${links.topic(after.folder)}">${nameOf(after)} →</a>`}
</nav>`;
}

function linkAll(topics: readonly Topic[], links: Links): Html {
  return html`${topics.map((topic, index) => html`${index > 0 && ', '}<a href="${links.topic(topic.folder)}">${nameOf(topic)}</a>`)}`;
}

/** Everything the script fills; without a script the files are still there to be edited elsewhere. */
function renderWorkbench({ exercise, number }: Topic): Html {
  return html`<section class="workbench" id="workbench" aria-label="Exercise" data-workbench>
<noscript><p>This side needs JavaScript. Edit the files in <code>${exercise}</code> and run <code>npx kata check ${number}</code>.</p></noscript>
<div class="tabs" role="tablist" aria-label="Files of the exercise" data-tabs></div>
<div class="editor" data-editor role="tabpanel" id="editor" aria-label="Editor"></div>
<div class="notice" role="alert" data-conflict hidden></div>
<div class="tools" role="toolbar" aria-label="Exercise">
<button type="button" class="primary" data-do="check" title="Ctrl+Enter">Save and check</button>
<button type="button" data-do="hint">Hint</button>
<button type="button" data-do="diff">Solution</button>
<button type="button" data-do="reset">Reset</button>
</div>
<p class="status" role="status" aria-live="polite" data-status></p>
<p class="lasting" role="status" aria-live="polite" data-lasting></p>
<progress class="grading" data-grading hidden aria-label="Checks that have ended"></progress>
<ul class="checks running" data-checks></ul>
<div data-verdict></div>
<div data-hints></div>
<div data-diff></div>
</section>`;
}
