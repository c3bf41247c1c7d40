import { expect, test } from 'vitest';
import { escapeHtml, raw } from './html.ts';
import { exportedLinks, servedLinks } from './links.ts';
import { renderLesson } from './render-lesson.ts';

const highlight = (code: string) => raw(`<b>${escapeHtml(code)}</b>`);
const show = (markdown: string, links = servedLinks('1')) => renderLesson(markdown, { links, highlight });

test('each heading stands in a part that carries its anchor, and parts are nested', () => {
  const { body } = show('Before.\n\n## One\n\ntext\n\n### Within\n\n## Two\n');
  expect(String(body).replace(/<a class="anchor".*?<\/a>/g, '#')).toMatchInlineSnapshot(`
    "<p>Before.</p>
    <div class="part" id="one"><h2>One #</h2><p>text</p>
    <div class="part" id="within"><h3>Within #</h3></div></div><div class="part" id="two"><h2>Two #</h2></div>"
  `);
});

test('links to lessons lead to their pages; others leave the course', () => {
  const text = '[a](03-workflows-orchestration.md#why) [b](https://docs.temporal.io/x) [c](#one)';
  expect(String(show(text).body)).toContain('href="/03-workflows-orchestration#why"');
  expect(String(show(text, exportedLinks).body)).toContain('href="03-workflows-orchestration.html#why"');
  expect(String(show(text).body)).toContain(
    'href="https://docs.temporal.io/x" target="_blank" rel="noopener noreferrer"',
  );
});

test('answers are folded; any other HTML is text', () => {
  const { body } = show(
    '<details><summary>Answer</summary>\n\n*Yes.*\n</details>\n\n<img src=x onerror=alert(1)> <script>\n',
  );
  expect(String(body)).toContain('<details><summary>Answer</summary>\n<p><em>Yes.</em></p>\n</details>');
  expect(String(body)).not.toMatch(/<img|<script/);
});

test('a link that runs code is no link', () => {
  expect(String(show('[x](javascript:alert)').body)).not.toContain('href');
});

test('code is highlighted, a picture keeps its source and shows its caption', () => {
  const { body, pictures } = show('```ts\na < b\n```\n\n```mermaid\n%% caption: A & B\nflowchart TB\n```\n');
  expect(String(body)).toContain('<b>a &#60; b</b>');
  expect(String(body)).toContain('<figcaption>A &#38; B</figcaption>');
  expect(pictures).toBe(true);
});
