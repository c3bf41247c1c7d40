import MarkdownIt from 'markdown-it';
import { type Heading, readHeadings } from '../../catalog/headings.ts';
import type { HighlightCode } from './highlight-code.ts';
import { escapeHtml, type Html, raw, textOf } from './html.ts';
import { type Links, lessonLink } from './links.ts';

/** A lesson, or a part of one, ready to be shown. */
export interface LessonHtml {
  body: Html;
  headings: Heading[];
  /** For somebody who reads 200 words a minute. */
  readingMinutes: number;
  /** Whether there is a picture to draw. */
  pictures: boolean;
}

export interface LessonStyle {
  links: Links;
  highlight: HighlightCode;
}

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number];

const foldMarks = /^(?:\s*(?:<\/?details>|<summary>[^<>]*<\/summary>|<\/?summary>)\s*)+$/;

/**
 * Markdown as HTML. Every heading stands in a part of its own that carries its anchor, so that a link marks the whole
 * part. Of HTML only folded answers are let through. Pure.
 */
export function renderLesson(markdown: string, style: LessonStyle): LessonHtml {
  const headings = readHeadings(markdown);
  const byLine = new Map(headings.map((heading) => [heading.line, heading]));
  const parser = openParser(style);
  const tokens = parser.parse(markdown, {});
  let open: number[] = [];
  const pieces = topLevel(tokens).map((group) => {
    const heading = group[0]?.type === 'heading_open' ? byLine.get(group[0].map?.[0] ?? -1) : undefined;
    const inside = parser.renderer.render(group, parser.options, {});
    if (!heading) return inside;
    const closed = open.filter((level) => level >= heading.level).length;
    open = [...open.filter((level) => level < heading.level), heading.level];
    const link = `<a class="anchor" href="#${heading.anchor}" aria-label="Link to “${escapeHtml(heading.text)}”">#</a>`;
    const head = inside.replace(/(<\/h\d>)\s*$/, ` ${link}$1`);
    return `${'</div>'.repeat(closed)}<div class="part" id="${escapeHtml(heading.anchor)}">${head}`;
  });
  const body = raw(pieces.join('') + '</div>'.repeat(open.length));
  const words = textOf(body).split(/\s+/).length;
  return {
    body,
    headings,
    readingMinutes: Math.max(1, Math.round(words / 200)),
    pictures: String(body).includes('class="mermaid"'),
  };
}

function openParser({ links, highlight }: LessonStyle): InstanceType<typeof MarkdownIt> {
  const parser = new MarkdownIt({ html: true });
  const { rules } = parser.renderer;
  rules.fence = (tokens, index) => renderFence(tokens[index], highlight);
  rules.html_block = (tokens, index) => letThrough(tokens[index]?.content ?? '');
  rules.html_inline = (tokens, index) => letThrough(tokens[index]?.content ?? '');
  rules.table_open = () => '<div class="table" tabindex="0" role="region" aria-label="Table"><table>';
  rules.table_close = () => '</table></div>';
  rules.link_open = (tokens, index) => {
    const target = String(tokens[index]?.attrGet('href') ?? '');
    const inside = lessonLink(target, links) ?? (target.startsWith('#') ? target : undefined);
    if (inside !== undefined) return `<a href="${escapeHtml(inside)}">`;
    return `<a href="${escapeHtml(target)}" target="_blank" rel="noopener noreferrer">`;
  };
  return parser;
}

function renderFence(token: Token | undefined, highlight: HighlightCode): string {
  const { info = '', content = '' } = token ?? {};
  const language = info.trim().split(/\s+/)[0] ?? '';
  if (language === 'mermaid') return renderPicture(content);
  const code = content.replace(/\n$/, '');
  const shown = /^(ts|typescript|js|javascript)$/.test(language) ? String(highlight(code)) : escapeHtml(code);
  return `<pre class="code" tabindex="0"><code>${shown}</code></pre>\n`;
}

/** Until it is drawn, and where nothing can draw it, a picture is its caption and its source. */
function renderPicture(source: string): string {
  const caption = /^\s*%%\s*caption:\s*(.+)$/m.exec(source)?.[1]?.trim();
  const label = caption === undefined ? '' : `<figcaption>${escapeHtml(caption)}</figcaption>`;
  return `<figure class="picture"><pre class="mermaid" tabindex="0">${escapeHtml(source)}</pre>${label}</figure>\n`;
}

function letThrough(markup: string): string {
  return foldMarks.test(markup) ? markup : escapeHtml(markup);
}

/** Tokens grouped into whole blocks of the top level. */
function topLevel(tokens: Token[]): Token[][] {
  const groups: Token[][] = [];
  let depth = 0;
  for (const token of tokens) {
    if (depth === 0 && token.nesting >= 0) groups.push([]);
    groups.at(-1)?.push(token);
    depth += token.nesting;
  }
  return groups;
}
