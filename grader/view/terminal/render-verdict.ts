import { unreachable } from '../../catalog/unreachable.ts';
import type { CheckSummary, Finding, Verdict } from '../../verdict/verdict.ts';
import { meantToBeBroken, sayHeld, sayProven } from '../words.ts';
import { renderFinding, renderFindingHead } from './render-finding.ts';
import { openPen, type Pen, type Screen } from './screen.ts';

/** How a verdict is shown. */
export interface VerdictStyle {
  /** The submission is the exercise as shipped: the screen says that it is meant to be broken. */
  asShipped?: boolean;
  /** All findings in full, with whole timelines. */
  full?: boolean;
  /** Rows of the first finding's timeline; without it a short one. None: it is shown elsewhere. */
  timelineRows?: number;
  /** What to say after a pass. */
  passed?: AfterPass;
  /** What to do next, one line each. */
  next?: string[];
}

/** What a learner reads of a topic that has passed. */
export interface AfterPass {
  /** One sentence on what it is worth in production; empty when there is none. */
  matters: string;
  /** Why other answers are right as well, a sentence each. */
  alternatives: readonly string[];
}

const shortTimeline = 14;

/** A verdict as a learner reads it in the terminal, without a line break at the end. */
export function renderVerdict(verdict: Verdict, screen: Screen, style: VerdictStyle = {}): string {
  const pen = openPen(screen);
  const blocks = [
    renderHead(verdict, pen),
    style.asShipped && verdict.kind !== 'passed' && verdict.kind !== 'inconclusive' ? renderMeantToBeBroken(pen) : '',
    ...renderBody(verdict, pen, style),
    verdict.notices
      .map((text) => pen.wrap(pen.text(text), hanging(pen.colours.yellow(pen.symbol('warning')), pen)))
      .join('\n'),
    renderFoot(verdict, pen),
    (style.next ?? []).map((line) => pen.wrap(pen.text(line), { first: '', rest: '  ' })).join('\n'),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** One of several verdicts: its first line, and each finding in one. */
export function renderVerdictInBrief(verdict: Verdict, screen: Screen): string {
  const pen = openPen(screen);
  const findings = verdict.kind === 'passed' ? [] : verdict.findings.map((finding) => renderFindingHead(finding, pen));
  const fault = verdict.kind === 'inconclusive' ? renderFault(verdict.fault, pen) : [];
  return [renderHead(verdict, pen), ...fault, ...findings].join('\n');
}

/** What several verdicts come to. */
export function renderSummary(verdicts: readonly Verdict[], screen: Screen): string {
  const pen = openPen(screen);
  const of = (kind: Verdict['kind']) => verdicts.filter((verdict) => verdict.kind === kind).length;
  const undecided = of('inconclusive') > 0 ? `; ${of('inconclusive')} without a verdict, which is not your code` : '';
  return pen.wrap(`${of('passed')} of ${count(verdicts.length, 'topic')} passed${undecided}.`);
}

function renderHead(verdict: Verdict, pen: Pen): string {
  const { kind, number, title } = verdict;
  const { bold, green, red, yellow } = pen.colours;
  const name = pen.text(`${String(number).padStart(2, '0')} ${title}`);
  switch (kind) {
    case 'passed':
      return pen.wrap(`${green(pen.symbol('passed'))} ${bold(name)}: ${green('passed')}, ${sayProven(verdict)}`);
    case 'failed':
      return pen.wrap(`${bold(name)}: ${red('not passed')}, ${sayHeld(verdict)}`);
    case 'unrunnable':
      return pen.wrap(`${bold(name)}: ${red('not passed')}, the code can't start`);
    case 'inconclusive':
      return pen.wrap(`${bold(name)}: ${yellow('no verdict')}, the grader could not decide. This is not your code.`);
    default:
      return unreachable(kind);
  }
}

/** What stands on the first red screen. */
export function renderMeantToBeBroken(pen: Pen): string {
  return pen.wrap(pen.text(meantToBeBroken));
}

function renderBody(verdict: Verdict, pen: Pen, style: VerdictStyle): string[] {
  switch (verdict.kind) {
    case 'passed':
      return [renderChecks(verdict.checks, pen), ...(style.passed ? renderAfterPass(style.passed, pen) : [])];
    case 'failed':
    case 'unrunnable':
      return [...renderFindings(verdict.findings, pen, style), renderChecks(verdict.checks, pen)];
    case 'inconclusive':
      return [...renderFault(verdict.fault, pen), ...renderFindings(verdict.findings, pen, style)];
    default:
      return unreachable(verdict);
  }
}

function renderFindings([first, ...others]: readonly Finding[], pen: Pen, style: VerdictStyle): string[] {
  if (!first) return [];
  const { full = false, timelineRows = full ? Infinity : shortTimeline } = style;
  const most = renderFinding(first, pen.screen, { timelineRows });
  if (full) return [most, ...others.map((finding) => renderFinding(finding, pen.screen, { timelineRows }))];
  return [most, others.map((finding) => renderFindingHead(finding, pen)).join('\n')];
}

const mostAlternatives = 5;

function renderAfterPass({ matters, alternatives }: AfterPass, pen: Pen): string[] {
  const shown = alternatives.slice(0, mostAlternatives);
  const lines = shown.map((text) => pen.wrap(pen.text(text), hanging(pen.symbol('bullet'), pen)));
  return [
    matters === '' ? '' : pen.wrap(pen.text(matters)),
    shown.length === 0 ? '' : [pen.colours.bold('Other right answers'), ...lines].join('\n'),
  ];
}

function renderFault({ code, message, repair }: { code: string; message: string; repair: string }, pen: Pen): string[] {
  const { bold, yellow } = pen.colours;
  const head = `${yellow(pen.symbol('warning'))} ${bold(pen.text(message))} (${code})`;
  return [[pen.wrap(head, { first: '', rest: '  ' }), ...renderRepair(repair, pen)].join('\n')];
}

/** Commands stay on lines of their own. */
function renderRepair(repair: string, pen: Pen): string[] {
  return repair
    .split('\n')
    .map((line) => pen.wrap(pen.text(line.trim()), { first: line.startsWith(' ') ? '    ' : '  ' }));
}

/** What held, and what could not be asked. */
function renderChecks(checks: readonly CheckSummary[], pen: Pen): string {
  const lines = checks.map(({ status, claim, because }) => {
    if (status === 'failed') return undefined;
    const mark = status === 'passed' ? pen.colours.green(pen.symbol('passed')) : pen.colours.dim(pen.symbol('skipped'));
    const reason = because ? ` (not asked, because of ${because.split('/').at(-1)})` : '';
    return pen.wrap(
      status === 'passed' ? pen.text(claim) : pen.colours.dim(pen.text(`${claim}${reason}`)),
      hanging(mark, pen),
    );
  });
  return lines.filter((line) => line !== undefined).join('\n');
}

function renderFoot({ ms, seed, engine, origin }: Verdict, pen: Pen): string {
  const graded = origin === 'exercise' ? [] : [`${origin} graded`];
  const made = engine ? [`engine ${engine.kind} ${engine.version}, ${engine.path} path`] : [];
  const parts = [...graded, `${(ms / 1000).toFixed(1)} s`, `seed ${seed}`, ...made];
  return pen.wrap(pen.colours.dim(pen.text(parts.join(' · '))));
}

function hanging(mark: string, pen: Pen): { first: string; rest: string } {
  return { first: `${mark} `, rest: ' '.repeat(Math.min(2, pen.width(mark) + 1)) };
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
