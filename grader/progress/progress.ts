import type { Topic } from '../catalog/topic.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** What is remembered of a learner's work on one topic. Times are ISO 8601, to the second. */
export interface TopicRecord {
  /** The last time it passed; `sha256` is the submission's, `grader` the version that said so. */
  passed?: { at: string; sha256: string; grader: string };
  /** The last time it was graded. */
  graded?: { at: string; verdict: Verdict['kind'] };
  /** When the learner chose to work on it. */
  opened?: string;
  /** How many rungs of its hints were shown. */
  hints?: number;
  /** The finding whose mistake a hint was chosen for last. */
  hinted?: string;
  /** How often the solution was asked for before the exercise had passed. */
  asked?: number;
}

/** Records by slug. */
export type Progress = Readonly<Record<string, TopicRecord>>;

/** What a grading adds; an inconclusive one adds nothing, for it says nothing about the exercise. Pure. */
export function recordVerdict(
  progress: Progress,
  verdict: Verdict,
  { at, grader }: { at: Date; grader: string },
): Progress {
  if (verdict.kind === 'inconclusive') return progress;
  const time = toSeconds(at);
  return change(progress, verdict.topic, {
    graded: { at: time, verdict: verdict.kind },
    ...(verdict.kind === 'passed' && { passed: { at: time, sha256: verdict.submission.sha256, grader } }),
  });
}

/** Notes that so many rungs of a topic's hints were shown, and for which finding one was chosen. Pure. */
export function recordHints(progress: Progress, slug: string, hints: number, hinted?: string): Progress {
  return change(progress, slug, { hints, ...(hinted !== undefined && { hinted }) });
}

/** Notes that the solution was asked for. Pure. */
export function recordAsking(progress: Progress, slug: string): Progress {
  return change(progress, slug, { asked: (progress[slug]?.asked ?? 0) + 1 });
}

/** Notes that the learner works on a topic from now on. Pure. */
export function openTopic(progress: Progress, slug: string, at: Date): Progress {
  return change(progress, slug, { opened: toSeconds(at) });
}

/** After a reset hints begin anew; that it has passed once stays true. Pure. */
export function forgetWork(progress: Progress, slug: string): Progress {
  const { passed, opened } = progress[slug] ?? {};
  return { ...progress, [slug]: { ...(passed && { passed }), ...(opened && { opened }) } };
}

/** The slug of the topic that was graded or chosen last. Pure. */
export function lastWorkedOn(progress: Progress): string | undefined {
  const slugs = Object.keys(progress).filter((slug) => lastTouched(progress[slug]) !== '');
  return slugs.sort((a, b) => lastTouched(progress[b]).localeCompare(lastTouched(progress[a])))[0];
}

/** The topic a command without one means: the last graded or chosen if it has not passed since, else the first not passed. Pure. */
export function currentTopic(topics: readonly Topic[], progress: Progress): Topic | undefined {
  const slug = lastWorkedOn(progress);
  const last = topics.find((topic) => topic.slug === slug);
  if (last && isOpen(progress[last.slug])) return last;
  return topics.find((topic) => !progress[topic.slug]?.passed);
}

/** The first topic after `slug`, and around, that has not passed; undefined when all others have. Pure. */
export function topicAfter(topics: readonly Topic[], progress: Progress, slug: string | undefined): Topic | undefined {
  const from = topics.findIndex((topic) => topic.slug === slug) + 1;
  return [...topics.slice(from), ...topics.slice(0, from)].find(
    (topic) => topic.slug !== slug && !progress[topic.slug]?.passed,
  );
}

/** Two accounts of the same course as one: the later grading and pass, the most help. Pure. */
export function mergeProgress(one: Progress, other: Progress): Progress {
  const slugs = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...slugs].map((slug) => [slug, mergeRecords(one[slug] ?? {}, other[slug] ?? {})]));
}

function mergeRecords(one: TopicRecord, other: TopicRecord): TopicRecord {
  const passed = later(one.passed, other.passed, ({ at }) => at);
  const graded = later(one.graded, other.graded, ({ at }) => at);
  const opened = later(one.opened, other.opened, (at) => at);
  const hints = Math.max(one.hints ?? 0, other.hints ?? 0);
  const asked = Math.max(one.asked ?? 0, other.asked ?? 0);
  const hinted = one.hinted ?? other.hinted;
  return {
    ...(passed && { passed }),
    ...(graded && { graded }),
    ...(opened && { opened }),
    ...(hints && { hints }),
    ...(hinted && { hinted }),
    ...(asked && { asked }),
  };
}

function later<Value>(one: Value | undefined, other: Value | undefined, timeOf: (value: Value) => string) {
  if (one === undefined || other === undefined) return one ?? other;
  return timeOf(one) >= timeOf(other) ? one : other;
}

function isOpen(record: TopicRecord | undefined): boolean {
  if (!record?.passed) return true;
  const sinceGraded = record.graded && record.graded.at > record.passed.at && record.graded.verdict !== 'passed';
  return Boolean(sinceGraded) || (record.opened ?? '') > record.passed.at;
}

function lastTouched(record: TopicRecord | undefined): string {
  return [record?.graded?.at ?? '', record?.opened ?? ''].sort().at(-1) ?? '';
}

function change(progress: Progress, slug: string, added: TopicRecord): Progress {
  return { ...progress, [slug]: { ...progress[slug], ...added } };
}

function toSeconds(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
