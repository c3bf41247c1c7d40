import type { Hint, Lesson } from '../../catalog/lesson.ts';
import type { Topic } from '../../catalog/topic.ts';
import { unreachable } from '../../catalog/unreachable.ts';
import type { Finding, Verdict } from '../../verdict/verdict.ts';
import { linkTo } from './escapes.ts';
import type { Highlight } from './highlight.ts';
import { renderDiff } from './render-diff.ts';
import { renderFinding } from './render-finding.ts';
import { renderHint } from './render-hint.ts';
import { renderLesson } from './render-lesson.ts';
import { type ListedTopic, renderTopics } from './render-list.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderTimeline } from './render-timeline.ts';
import { type AfterPass, renderMeantToBeBroken, renderVerdict } from './render-verdict.ts';
import { openPen, type Pen, type Screen } from './screen.ts';

/** What is known of the files as they are now. */
export type ShownView =
  | { kind: 'nothing' }
  /** The exercise's folder is not there. */
  | { kind: 'missing' }
  /** The first finding of a run that goes on. */
  | { kind: 'first'; finding: Finding; asShipped: boolean }
  | { kind: 'verdict'; verdict: Verdict; asShipped: boolean; next: string[]; passed?: AfterPass };

/** What fills the middle of the watch. */
export type PageView =
  | { kind: 'home'; topic: Topic; opening?: Pick<Lesson, 'body'>; shown: ShownView; full: boolean }
  | { kind: 'hint'; topic: Topic; hint: Hint; rung: number; of: number; because?: string }
  | { kind: 'lesson'; topic: Topic; lesson: Pick<Lesson, 'body'> }
  | { kind: 'diff'; topic: Topic; before: ReadonlyMap<string, string>; after: ReadonlyMap<string, string> }
  | { kind: 'timeline'; finding: Finding; index: number; of: number }
  | { kind: 'list'; listed: readonly ListedTopic[]; cursor: string; filter: string; search: string }
  | { kind: 'help'; keys: readonly [string, string][] };

/** A page's lines; `focus` is the one that has to be seen. */
export interface RenderedPage {
  lines: string[];
  focus?: number;
}

/** Renders a page of the watch. Pure. */
export function renderPage(page: PageView, screen: Screen, highlight: Highlight): RenderedPage {
  const pen = openPen(screen);
  switch (page.kind) {
    case 'home':
      return inLines(renderHome(page, pen));
    case 'hint':
      return inLines(renderHint(page, screen));
    case 'lesson':
      return inLines(renderLesson({ ...page, highlight }, screen));
    case 'diff':
      return inLines(renderSolved(page, pen));
    case 'timeline':
      return inLines(renderEvidence(page, pen));
    case 'list':
      return renderChoice(page, pen);
    case 'help':
      return inLines(renderHelp(page.keys, pen));
    default:
      return unreachable(page);
  }
}

function inLines(text: string): RenderedPage {
  return { lines: text.split('\n') };
}

function renderHome({ topic, opening, shown, full }: Extract<PageView, { kind: 'home' }>, pen: Pen): string {
  const blocks = [
    ...(opening ? [renderIntroduction(topic, opening, pen)] : []),
    renderShown(shown, { topic, full }, pen),
  ];
  const rule = pen.screen.unicode ? pen.colours.dim(pen.symbol('rule').repeat(pen.screen.columns)) : '';
  return blocks.filter((block) => block !== '').join(`\n${rule}\n`);
}

const introductionLines = 6;

/** Minutes, the beginning of the lesson, and where lesson and exercise lie. */
function renderIntroduction(topic: Topic, { body }: Pick<Lesson, 'body'>, pen: Pen): string {
  const { dim } = pen.colours;
  const beginning = body.split(/^## /m)[0]?.trim() ?? '';
  const style = { highlight: (code: string) => code, pictures: topic.lesson };
  const text = beginning === '' ? pen.wrap(pen.text(topic.summary)) : renderMarkdown(beginning, pen.screen, style);
  const lines = text.split('\n');
  const cut = (line: string) => pen.ascii(`${line.slice(0, pen.screen.columns - 4).replace(/\W*$/, '')} …`);
  const shown = lines.slice(0, introductionLines);
  if (lines.length > shown.length) shown.push(cut(shown.pop() ?? ''));
  const time = topic.minutes > 0 ? `about ${topic.minutes} minutes` : '';
  const place = (name: string, path: string) => {
    const beside = pen.screen.columns >= 60;
    const indent = ' '.repeat(beside ? 9 : 2);
    const first = beside ? dim(name.padEnd(9)) : `${dim(name)}\n${indent}`;
    return `${first}${pen.wrapPath(path, { first: indent, rest: indent }).trimStart()}`.replace(
      path,
      linkTo(path, pen.screen),
    );
  };
  return [
    ...shown,
    '',
    ...(time === '' ? [] : [`${dim('time'.padEnd(9))}${time}`]),
    place('lesson', topic.lesson),
    ...topic.edits.map((file) => place('edit', `${topic.exercise}/${file}`)),
  ].join('\n');
}

function renderShown(shown: ShownView, { topic, full }: { topic: Topic; full: boolean }, pen: Pen): string {
  switch (shown.kind) {
    case 'nothing':
      return '';
    case 'missing':
      return pen.wrap(
        pen.text(`The folder ${topic.exercise} is not there. Press x to bring the exercise back as it was shipped.`),
      );
    case 'first':
      return [
        ...(shown.asShipped ? [renderMeantToBeBroken(pen), ''] : []),
        renderFinding(shown.finding, pen.screen, { timelineRows: 0 }),
      ].join('\n');
    case 'verdict': {
      const { verdict, asShipped, next, passed } = shown;
      const timeline = full ? {} : { timelineRows: 0 };
      return renderVerdict(verdict, pen.screen, { asShipped, full, next, ...timeline, ...(passed && { passed }) });
    }
    default:
      return unreachable(shown);
  }
}

function renderSolved({ topic, before, after }: Extract<PageView, { kind: 'diff' }>, pen: Pen): string {
  const text = renderDiff({ before, after, names: [topic.exercise, topic.solution] }, pen.screen);
  return text === '' ? pen.wrap('Your exercise is the same as the solution.') : text;
}

function renderEvidence({ finding, index, of }: Extract<PageView, { kind: 'timeline' }>, pen: Pen): string {
  const which = of > 1 ? ` (${index + 1} of ${of}; t shows the next)` : '';
  const mark = pen.colours.red(pen.symbol('failed'));
  const head = pen.wrap(`${mark} ${pen.colours.bold(pen.text(finding.claim))}${which}`, { first: '', rest: '  ' });
  const timeline = finding.timeline ? renderTimeline(finding.timeline, pen.screen) : '';
  return [head, pen.wrap(pen.text(finding.did), { first: '  ' }), '', timeline].join('\n');
}

function renderChoice({ listed, cursor, filter, search }: Extract<PageView, { kind: 'list' }>, pen: Pen): RenderedPage {
  const chosen = [filter === 'all' ? '' : `only ${filter}`, search === '' ? '' : `with "${search}"`];
  const head = pen.wrap(`Topics ${chosen.filter((part) => part !== '').join(', ')}`.trim());
  if (listed.length === 0) return inLines([head, '', pen.wrap('No topic is like this.')].join('\n'));
  const lines = [...head.split('\n'), ''];
  let focus = 0;
  for (const [index, row] of renderTopics(
    listed,
    openPen({ ...pen.screen, columns: pen.screen.columns - 1 }),
  ).entries()) {
    const here = listed[index]?.topic.slug === cursor;
    if (here) focus = lines.length;
    const mark = here ? '>' : ' ';
    const rows = row.split('\n').map((line, part) => `${part === 0 ? mark : ' '}${line}`);
    lines.push(...(here && pen.screen.colour ? rows.map((line) => pen.colours.inverse(line)) : rows));
  }
  return { lines, focus };
}

function renderHelp(keys: readonly [string, string][], pen: Pen): string {
  const width = Math.max(...keys.map(([key]) => pen.width(key)), 0) + 2;
  const lines = keys.map(([key, text]) =>
    pen.wrap(pen.text(text), {
      first: `${pen.colours.bold(pen.ascii(key))}${' '.repeat(width - pen.width(key))}`,
      rest: ' '.repeat(width),
    }),
  );
  return [pen.colours.bold('Keys'), '', ...lines].join('\n');
}
