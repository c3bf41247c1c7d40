import { unreachable } from '../../catalog/unreachable.ts';
import type { CheckSummary, Finding, Verdict } from '../../verdict/verdict.ts';
import { meantToBeBroken, sayHeld, sayProven } from '../words.ts';
import { type Html, html, sentence } from './html.ts';
import { type Links, lessonLink } from './links.ts';
import { renderHistoryHtml } from './render-history.ts';
import { renderTimelineHtml } from './render-timeline.ts';

/** How a verdict is shown. */
export interface VerdictPage {
  links: Links;
  /** The submission is the exercise as shipped: the page says that it is meant to be broken. */
  asShipped: boolean;
  /** Page of the next topic, after a pass. */
  next?: { title: string; folder: string };
  /** Address of a history for download, by the finding's id. */
  history?(id: string): string | undefined;
}

/** A verdict for the page beside the lesson, in the words of the terminal. Pure. */
export function renderVerdictHtml(verdict: Verdict, page: VerdictPage): Html {
  const { notices } = verdict;
  return html`<div class="verdict ${verdict.kind}">
<h2 tabindex="-1">${sayVerdict(verdict)}</h2>
${page.asShipped && verdict.kind !== 'passed' && verdict.kind !== 'inconclusive' && html`<p>${meantToBeBroken}</p>`}
${renderBody(verdict, page)}
${notices.length > 0 && html`<ul class="notices">${notices.map((text) => html`<li>${sentence(text)}</li>`)}</ul>`}
<p class="foot">${sayFoot(verdict)}</p>
</div>`;
}

/** One line for those who listen. */
export function sayVerdict(verdict: Verdict): string {
  const { kind, number, title } = verdict;
  const name = `${String(number).padStart(2, '0')} ${title}`;
  switch (kind) {
    case 'passed':
      return `${name}: passed, ${sayProven(verdict)}`;
    case 'failed':
      return `${name}: not passed, ${sayHeld(verdict)}`;
    case 'unrunnable':
      return `${name}: not passed, the code can't start`;
    case 'inconclusive':
      return `${name}: no verdict, the grader could not decide. This is not your code.`;
    default:
      return unreachable(kind);
  }
}

/** A check that has just ended, before anything is folded. */
export function renderCheck({ claim, status, because }: CheckSummary): Html {
  const reason = because === undefined ? '' : `, because of ${because}`;
  return html`<li class="${status}"><span class="state">${stateWords[status]}</span> ${sentence(claim)}${reason}</li>`;
}

const stateWords = { passed: 'proven', failed: 'failed', skipped: 'skipped' } as const;

function renderBody(verdict: Verdict, page: VerdictPage): Html {
  switch (verdict.kind) {
    case 'passed':
      return html`<h3>What was proven</h3>${renderChecks(verdict.checks)}${
        page.next &&
        html`<p><a class="button" href="${page.links.topic(page.next.folder)}">Go on: ${page.next.title}</a></p>`
      }`;
    case 'failed':
    case 'unrunnable':
      return html`${renderFindings(verdict.findings, page)}<h3>All claims</h3>${renderChecks(verdict.checks)}`;
    case 'inconclusive': {
      const { message, code, repair } = verdict.fault;
      return html`<p><strong>${message}</strong> (${code})</p><pre class="code" tabindex="0">${repair}</pre>${renderFindings(verdict.findings, page)}`;
    }
    default:
      return unreachable(verdict);
  }
}

function renderChecks(checks: readonly CheckSummary[]): Html {
  return html`<ul class="checks">${checks.map(renderCheck)}</ul>`;
}

/** The first finding is open: it is the one to repair first. */
function renderFindings(findings: readonly Finding[], page: VerdictPage): Html {
  return html`${findings.map((finding, index) => renderFinding(finding, page, index))}`;
}

function renderFinding(finding: Finding, page: VerdictPage, index: number): Html {
  const { id, claim, did, saw, why, read, where, caret, timeline } = finding;
  const link = lessonLink(read, page.links);
  const history = page.history?.(id);
  return html`<details class="finding"${index === 0 && html` open`}>
<summary><span class="claim">${sentence(claim)}</span> <span class="id">${id}</span></summary>
${where && html`<p class="where"><button type="button" data-where="${where.file}:${where.line}:${where.column}">${where.file}:${where.line}:${where.column}</button></p>`}
${caret !== undefined && html`<pre class="code" tabindex="0">${caret}</pre>`}
${[did, saw, why].filter((text) => text !== '').map((text) => html`<p>${sentence(text)}</p>`)}
<p class="read"><a href="${link ?? '#'}" data-read>${read}</a></p>
${timeline && renderTimelineHtml(timeline, `event-${index}`)}
${timeline?.history !== undefined && renderHistoryHtml(timeline.history)}
${history !== undefined && html`<p><a href="${history}" download>Download the history as JSON</a>, which Temporal's own UI can import.</p>`}
</details>`;
}

function sayFoot({ ms, seed, engine, origin }: Verdict): string {
  const graded = origin === 'exercise' ? [] : [`${origin} graded`];
  const made = engine ? [`engine ${engine.kind} ${engine.version}, ${engine.path} path`] : [];
  return [...graded, `${(ms / 1000).toFixed(1)} s`, `seed ${seed}`, ...made].join(' · ');
}
