import type { Topic } from '../../catalog/topic.ts';
import { nameOf } from './home-page.ts';
import { html, textOf } from './html.ts';
import type { Links } from './links.ts';
import type { SearchEntry } from './messages.ts';
import { renderPage } from './page.ts';
import type { LessonHtml } from './render-lesson.ts';

/** The page that searches all lessons; the script does it, in the browser. Pure. */
export function renderSearchPage(links: Links, index: string): string {
  const content = html`<h1>Search the lessons</h1>
<form role="search" data-search>
<label for="words">Words</label> <input id="words" name="q" type="search" autocomplete="off" maxlength="100">
</form>
<p role="status" aria-live="polite" data-count></p>
<ol class="results" data-results></ol>
<noscript><p>The search needs JavaScript.</p></noscript>`;
  return renderPage({ title: 'Search · Kata', links, kind: 'search', content, data: { index } });
}

/** What can be found in a lesson: each part under its heading. Pure. */
export function listEntries(topic: Topic, lesson: LessonHtml, links: Links): SearchEntry[] {
  const parts = String(lesson.body).split(/<div class="part" id="([^"]+)">/);
  const title = nameOf(topic);
  const entries = [{ anchor: '', markup: `${topic.summary} ${parts[0] ?? ''}` }];
  for (let at = 1; at < parts.length; at += 2) entries.push({ anchor: `#${parts[at]}`, markup: parts[at + 1] ?? '' });
  return entries.map(({ anchor, markup }) => ({
    id: `${topic.folder}${anchor}`,
    title,
    heading: lesson.headings.find((heading) => `#${heading.anchor}` === anchor)?.text ?? '',
    text: textOf(markup).replace(/\s+/g, ' ').trim(),
    url: links.topic(topic.folder, anchor),
  }));
}
