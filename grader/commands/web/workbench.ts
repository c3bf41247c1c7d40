import { join } from 'node:path';
import { UsageError } from '../../catalog/fault.ts';
import type { Catalog } from '../../catalog/read-catalog.ts';
import type { Topic } from '../../catalog/topic.ts';
import { chooseHint, readKnownAnswers } from '../../check/known-mistakes.ts';
import { readLastVerdict } from '../../progress/last-verdict.ts';
import { recordAsking, recordHints, topicAfter } from '../../progress/progress.ts';
import { readProgress, updateProgress } from '../../progress/progress-file.ts';
import { readSubmission, type Submission } from '../../submission/submission.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { html, sentence } from '../../view/web/html.ts';
import type { Links } from '../../view/web/links.ts';
import type { ServerMessage, WorkbenchState } from '../../view/web/messages.ts';
import { renderDiffHtml } from '../../view/web/render-diff.ts';
import { renderCheck, renderVerdictHtml, sayVerdict } from '../../view/web/render-verdict.ts';
import { readFinding } from '../hint.ts';
import { runReset } from '../reset.ts';
import type { Surroundings } from '../surroundings.ts';
import { readFiles, saveFile } from './exercise-files.ts';
import type { GradingDesk } from './grading-desk.ts';
import type { Library } from './library.ts';

/** What the actions of a workbench need. */
export interface Workshop {
  surroundings: Surroundings;
  catalog: Catalog;
  links: Links;
  library: Library;
  desk: GradingDesk;
  /** Tells all pages of a topic. */
  tell(topic: Topic, message: ServerMessage): void;
  /** The last verdict on each topic, by slug. */
  verdicts: Map<string, { verdict: Verdict; markup: string }>;
}

/** What a page can ask for, by its name. @throws UsageError. */
export const actions: Record<string, (shop: Workshop, topic: Topic, body: unknown) => Promise<object>> = {
  open: openWorkbench,
  save,
  check: async (shop, topic) => {
    check(shop, topic);
    return {};
  },
  hint: showHint,
  diff: showDiff,
  reset: resetExercise,
};

async function openWorkbench(shop: Workshop, topic: Topic): Promise<WorkbenchState> {
  const { surroundings, library } = shop;
  const { root } = surroundings;
  const [progress, hints] = await Promise.all([readProgress(root), library.hints(topic)]);
  const shown = hints.slice(0, progress[topic.slug]?.hints ?? 0).map(renderHint);
  // A verdict kept by another version may lack what this one shows.
  const verdict = await readVerdict(shop, topic).catch(() => undefined);
  return {
    files: await readFiles(root, topic),
    hints: { shown, of: hints.length },
    ...(verdict !== undefined && { verdict }),
  };
}

async function save(shop: Workshop, topic: Topic, body: unknown): Promise<object> {
  const { name, text, base } = fieldsOf(body);
  if (typeof name !== 'string' || typeof text !== 'string' || typeof base !== 'string')
    throw new UsageError('A save names a file, its text and the hash of what it replaces.');
  return await saveFile(shop.surroundings.root, topic, { name, text, base });
}

function check(shop: Workshop, topic: Topic): void {
  const { desk, tell, verdicts } = shop;
  let of = 0;
  desk.grade(topic, {
    onStart(checks) {
      of = checks;
      tell(topic, { kind: 'grading', of });
    },
    onCheck: (summary, done) => tell(topic, { kind: 'checked', done, of, html: renderCheck(summary).text }),
    async onVerdict(verdict, submission) {
      const markup = await renderWhole(shop, topic, { verdict, submission });
      verdicts.set(topic.slug, { verdict, markup });
      tell(topic, { kind: 'verdict', passed: verdict.kind === 'passed', line: sayVerdict(verdict), html: markup });
    },
    onNotices: (notices) => {
      const list = notices.map((text) => html`<li>${sentence(text)}</li>`);
      tell(topic, { kind: 'notices', html: html`<ul class="notices">${list}</ul>`.text });
    },
  });
}

async function renderWhole(
  { surroundings, catalog, links }: Workshop,
  topic: Topic,
  { verdict, submission }: { verdict: Verdict; submission: Submission },
): Promise<string> {
  const { root } = surroundings;
  const next = topicAfter(catalog.topics, await readProgress(root), topic.slug);
  const shipped = await readSubmission({ dir: join(root, topic.home, 'shipped'), origin: 'exercise' });
  return renderVerdictHtml(verdict, {
    links,
    asShipped: shipped.sha256 === submission.sha256,
    ...(next && { next }),
    history: (id) => historyAddress(verdict, topic, id),
  }).text;
}

/** The verdict on the files as they are: of this server, or of the terminal. */
async function readVerdict(shop: Workshop, topic: Topic): Promise<string | undefined> {
  const { root } = shop.surroundings;
  const submission = await readSubmission({ dir: join(root, topic.exercise), origin: 'exercise' });
  const verdict = await readLastVerdict(root, topic.slug, submission.sha256);
  if (!verdict) return shop.verdicts.get(topic.slug)?.markup;
  const markup = await renderWhole(shop, topic, { verdict, submission });
  shop.verdicts.set(topic.slug, { verdict, markup });
  return markup;
}

function historyAddress(verdict: Verdict, topic: Topic, id: string): string | undefined {
  const findings = verdict.kind === 'passed' ? [] : verdict.findings;
  const index = findings.findIndex((finding) => finding.id === id);
  return findings[index]?.timeline?.history ? `/api/${topic.folder}/history/${index}` : undefined;
}

async function showHint({ surroundings, library }: Workshop, topic: Topic): Promise<object> {
  const { root } = surroundings;
  const hints = await library.hints(topic);
  if (hints.length === 0) throw new UsageError(`${topic.lesson} has no hints.`);
  const { hints: seen = 0, hinted } = (await readProgress(root))[topic.slug] ?? {};
  const [finding, { mistakes }] = await Promise.all([readFinding(root, topic), readKnownAnswers(root, topic)]);
  const next = chooseHint({ mistakes, finding, hinted, from: seen, of: hints.length });
  const rung = Math.max(seen, next.rung);
  await updateProgress(root, (progress) => recordHints(progress, topic.slug, rung, next.hinted));
  return { shown: hints.slice(0, rung).map(renderHint), of: hints.length };
}

function renderHint({ title, body }: { title: string; body: { text: string } }, index: number): string {
  return `${html`<h3 tabindex="-1">Hint ${index + 1}: ${title}</h3>`.text}${body.text}`;
}

/** At once after a pass, otherwise when asked a second time. */
async function showDiff({ surroundings }: Workshop, topic: Topic): Promise<object> {
  const { root } = surroundings;
  const record = (await readProgress(root))[topic.slug];
  if (!record?.passed && (record?.asked ?? 0) === 0) {
    await updateProgress(root, (progress) => recordAsking(progress, topic.slug));
    return { ask: 'This has not passed yet, and a hint may be enough. To see the solution anyway, ask once more.' };
  }
  const [mine, solved] = await Promise.all([
    readSubmission({ dir: join(root, topic.exercise), origin: 'exercise' }),
    readSubmission({ dir: join(root, topic.solution), origin: 'solution' }),
  ]);
  return { html: renderDiffHtml({ before: mine.files, after: solved.files }).text };
}

async function resetExercise(shop: Workshop, topic: Topic): Promise<object> {
  const said: string[] = [];
  const { Writable } = await import('node:stream');
  const stdout = new Writable({
    write(part, _encoding, done) {
      said.push(String(part));
      done();
    },
  });
  await runReset({ topic: topic.slug, yes: true }, { ...shop.surroundings, stdout });
  shop.verdicts.delete(topic.slug);
  return { said: said.join('').trim(), files: await readFiles(shop.surroundings.root, topic) };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
