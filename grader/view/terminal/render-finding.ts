import type { Finding } from '../../verdict/verdict.ts';
import { linkTo } from './escapes.ts';
import { renderTimeline } from './render-timeline.ts';
import { openPen, type Pen, type Screen } from './screen.ts';

/** A finding in full: claim and id, the place in the code, what was done, seen and why it matters, where to read. */
export function renderFinding(finding: Finding, screen: Screen, { timelineRows }: { timelineRows: number }): string {
  const pen = openPen(screen);
  const indent = { first: pen.screen.columns < 60 ? '  ' : '    ' };
  const paragraphs = [finding.did, finding.saw, finding.why].filter((text) => text !== '');
  return [
    renderFindingHead(finding, pen),
    ...renderPlace(finding, pen, indent.first),
    ...paragraphs.map((text) => pen.wrap(pen.text(text), indent)),
    pen
      .wrapPath(pen.colours.cyan(finding.read), {
        first: `${indent.first}${pen.colours.cyan(pen.symbol('read'))} `,
        rest: `${indent.first}  `,
      })
      .replace(finding.read, (path) => linkTo(path, screen)),
    ...(finding.timeline && timelineRows > 0
      ? ['', renderTimeline(finding.timeline, screen, { rows: timelineRows })]
      : []),
  ].join('\n');
}

/** The claim that did not hold with the finding's id: at the right, or below where it does not fit. */
export function renderFindingHead({ claim, id }: Pick<Finding, 'claim' | 'id'>, pen: Pen): string {
  const mark = pen.colours.red(pen.symbol('failed'));
  const left = `${mark} ${pen.colours.bold(pen.text(claim))}`;
  const right = pen.colours.dim(id);
  const rest = ' '.repeat(2);
  return (
    pen.justify(left, right) ?? `${pen.wrap(left, { first: '', rest })}\n${pen.wrapPath(right, { first: rest, rest })}`
  );
}

function renderPlace({ where, caret }: Finding, pen: Pen, indent: string): string[] {
  if (!where) return [];
  const place = pen.wrap(pen.colours.bold(`${where.file}:${where.line}:${where.column}`), { first: indent });
  return caret ? [place, ...cutToFit(caret.split('\n'), pen, indent)] : [place];
}

/** A long source line is cut around the caret, so that the caret keeps pointing at its sign. */
function cutToFit(lines: string[], pen: Pen, indent: string): string[] {
  const room = pen.screen.columns - indent.length - 2;
  const caretAt = lines.at(-1)?.indexOf('^') ?? 0;
  const common = Math.min(...lines.map((line) => /^ */.exec(line)?.[0].length ?? 0));
  const start = Math.max(common, caretAt - Math.floor(room * 0.7));
  return lines.map((line, index) => {
    const cut = line.slice(start, start + room);
    const shown =
      index === lines.length - 1 ? pen.colours.red(cut) : pen.screen.unicode ? cut : cut.replace(/[^\p{ASCII}]/gu, '?');
    return `${indent}  ${shown}`;
  });
}
