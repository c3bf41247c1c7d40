import MarkdownIt from 'markdown-it';
import type { Highlight } from './highlight.ts';
import { renderTable, type TableRow } from './render-table.ts';
import { openPen, type Pen, type Screen } from './screen.ts';

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number];

export interface MarkdownStyle {
  highlight: Highlight;
  /** Where a picture can be looked at: `lessons/06-….md`. */
  pictures: string;
}

interface Page extends MarkdownStyle {
  /** Addresses of links in order of appearance; the text names them by number. */
  links: string[];
}

/** Markdown for the terminal: wrapped prose, lists, tables, code; links become numbers, listed at the end. */
export function renderMarkdown(markdown: string, screen: Screen, style: MarkdownStyle): string {
  const page: Page = { ...style, links: [] };
  const tokens = new MarkdownIt({ html: true }).parse(markdown, {});
  const blocks = renderBlocks(tokens, openPen(screen), page);
  const pen = openPen(screen);
  const links = page.links.map((link, index) => pen.wrap(link, hang(`[${index + 1}] `)));
  return [...blocks, ...(links.length > 0 ? [links.join('\n')] : [])].join('\n\n');
}

function renderBlocks(tokens: Token[], pen: Pen, page: Page): string[] {
  const blocks: string[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) break;
    const end = token.nesting === 1 ? closingOf(tokens, index) : index;
    const block = renderBlock(token, tokens.slice(index + 1, end), pen, page);
    if (block !== '') blocks.push(block);
    index = end;
  }
  return blocks;
}

function renderBlock(token: Token, inside: Token[], pen: Pen, page: Page): string {
  switch (token.type) {
    case 'heading_open':
      return renderHeading(token, renderInline(inside[0], pen, page), pen);
    case 'paragraph_open':
      return pen.wrap(renderInline(inside[0], pen, page));
    case 'bullet_list_open':
    case 'ordered_list_open':
      return renderList(token, inside, pen, page);
    case 'blockquote_open': {
      const bar = `${pen.colours.dim(pen.symbol('bar'))} `;
      return prefix(renderBlocks(inside, narrower(pen, 2), page).join('\n\n'), bar, bar);
    }
    case 'fence':
    case 'code_block':
      return renderCode(token, pen, page);
    case 'table_open':
      return renderTable(readRows(inside, pen, page), pen);
    case 'hr':
      return pen.colours.dim(pen.symbol('rule').repeat(pen.screen.columns));
    default:
      // HTML in a lesson is comments and layout, which say nothing here.
      return '';
  }
}

/** Without colours only its marks tell a heading from a short paragraph. */
function renderHeading({ tag }: Token, text: string, pen: Pen): string {
  const { bold, underline } = pen.colours;
  return pen.wrap(pen.screen.colour ? bold(underline(text)) : `${'#'.repeat(Number(tag.slice(1)))} ${text}`);
}

function renderList(list: Token, inside: Token[], pen: Pen, page: Page): string {
  const items: Token[][] = [];
  for (let index = 0; index < inside.length; index++) {
    const end = closingOf(inside, index);
    items.push(inside.slice(index + 1, end));
    index = end;
  }
  const from = Number(list.attrGet('start') ?? 1);
  const loose = items.some((item) => item.some(({ type, hidden }) => type === 'paragraph_open' && !hidden));
  const lines = items.map((item, index) => {
    const mark = list.type === 'ordered_list_open' ? `${from + index}. ` : `${pen.symbol('bullet')} `;
    const blocks = renderBlocks(item, narrower(pen, mark.length), page);
    return prefix(blocks.join(loose ? '\n\n' : '\n'), mark, ' '.repeat(mark.length));
  });
  return lines.join(loose ? '\n\n' : '\n');
}

function renderCode({ info, content }: Token, pen: Pen, page: Page): string {
  const language = info.trim().split(/\s+/)[0] ?? '';
  if (language === 'mermaid') {
    const caption = /(?:%%\s*caption:|accTitle:)\s*(.+)/.exec(content)?.[1] ?? 'a diagram';
    return pen.wrap(pen.text(`[Picture] ${caption} (to see it: ${page.pictures})`), hang('  '));
  }
  const code = page.highlight(content.trimEnd(), language);
  return code
    .split('\n')
    .map((line) => pen.wrapCode(line, '    '))
    .join('\n');
}

function readRows(inside: Token[], pen: Pen, page: Page): TableRow[] {
  const rows: TableRow[] = [];
  for (const [index, token] of inside.entries()) {
    if (token.type === 'tr_open') rows.push({ head: false, cells: [] });
    const row = rows.at(-1);
    if (!row || (token.type !== 'th_open' && token.type !== 'td_open')) continue;
    row.head ||= token.type === 'th_open';
    row.cells.push(renderInline(inside[index + 1], pen, page));
  }
  return rows;
}

function renderInline(token: Token | undefined, pen: Pen, page: Page): string {
  const { bold, italic, cyan, underline, dim } = pen.colours;
  const stack: { close: (text: string) => string; text: string }[] = [{ close: (text) => text, text: '' }];
  const add = (text: string) => {
    const top = stack.at(-1);
    if (top) top.text += text;
  };
  const open = (close: (text: string) => string) => stack.push({ close, text: '' });
  for (const part of token?.children ?? []) {
    if (part.type === 'text') add(pen.ascii(part.content));
    else if (part.type === 'code_inline')
      add(pen.screen.colour ? cyan(pen.ascii(part.content)) : `\`${pen.ascii(part.content)}\``);
    else if (part.type === 'softbreak') add(' ');
    else if (part.type === 'hardbreak') add('\n');
    else if (part.type === 'image') add(pen.ascii(`[Picture] ${part.content}`));
    else if (part.type === 'strong_open') open(bold);
    else if (part.type === 'em_open') open(pen.screen.colour ? italic : (text) => `*${text}*`);
    else if (part.type === 'link_open')
      open((text) => `${underline(text)} ${dim(`[${numberOf(String(part.attrGet('href') ?? ''), page)}]`)}`);
    else if (part.nesting === -1) {
      const closed = stack.pop();
      if (closed) add(closed.close(closed.text));
    }
  }
  return stack.map(({ text }) => text).join('');
}

function numberOf(link: string, { links }: Page): number {
  if (!links.includes(link)) links.push(link);
  return links.indexOf(link) + 1;
}

function closingOf(tokens: Token[], from: number): number {
  let depth = 0;
  for (let index = from; index < tokens.length; index++) {
    depth += tokens[index]?.nesting ?? 0;
    if (depth === 0) return index;
  }
  return tokens.length;
}

function narrower(pen: Pen, by: number): Pen {
  return openPen({ ...pen.screen, columns: pen.screen.columns - by });
}

function prefix(block: string, first: string, rest: string): string {
  return block
    .split('\n')
    .map((line, index) => `${index === 0 ? first : rest}${line}`.trimEnd())
    .join('\n');
}

function hang(first: string): { first: string; rest: string } {
  return { first, rest: ' '.repeat(first.length) };
}
