import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { type Fault, FaultError } from '../catalog/fault.ts';
import type { Topic } from '../catalog/topic.ts';
import { isAsShipped } from '../submission/restore-exercise.ts';
import { readSubmission, type Submission } from '../submission/submission.ts';
import { readTypeNotices } from '../submission/type-notices.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { type Bench, openBench } from './bench.ts';
import type { Event } from './state.ts';
import type { WatchSurroundings } from './surroundings.ts';

/** How long an interrupted grading may take to stop before its engine and host are given up. */
const stopWithinMs = 1000;

interface Current {
  id: number;
  topic: Topic;
  over: AbortController;
  /** Hash of what is graded, when it has been read. */
  sha256?: string;
  told: boolean;
}

interface Work {
  submission: Submission;
  seed: number;
  asShipped: boolean;
}

/** Grades one submission at a time on a warm engine, and can be interrupted. */
export class Gradings {
  private bench: Promise<Bench> | undefined;
  private current: Current | undefined;
  private last: { slug: string; sha256: string } | undefined;
  private readonly ending: Promise<void>[] = [];

  constructor(
    private readonly surroundings: WatchSurroundings,
    private readonly emit: (event: Event) => void,
  ) {}

  /** Begins to start engine and host. */
  warm(): Promise<Bench> {
    this.bench ??= openBench(this.surroundings, (text) => this.emit({ kind: 'noted', note: { tone: 'info', text } }));
    this.bench.then(
      () => this.emit({ kind: 'ready' }),
      () => {
        this.bench = undefined;
      },
    );
    return this.bench;
  }

  /** Grades a topic's exercise as it is now; what comes of it is told as events with this id. */
  start(id: number, topic: Topic): void {
    this.current?.over.abort();
    const current: Current = { id, topic, over: new AbortController(), told: false };
    this.current = current;
    void this.run(current);
  }

  /** Interrupts a run. A grading that does not stop soon loses its engine and host. */
  stop(id: number): void {
    const { current } = this;
    if (!current || current.id !== id) return;
    current.over.abort();
    setTimeout(() => {
      if (current.told) return;
      this.renew();
      this.tell(current, { kind: 'stopped', id });
    }, stopWithinMs);
  }

  /** Ends engine and host; the next grading gets new ones. */
  renew(): void {
    const { bench } = this;
    this.bench = undefined;
    if (bench) this.ending.push(bench.then((open) => open.close()).catch(() => {}));
  }

  /** Whether these are the files that are being graded, or were graded last. */
  knows(topic: Topic, sha256: string): boolean {
    const { current, last } = this;
    if (current && !current.told && !current.over.signal.aborted && current.topic.slug === topic.slug)
      return current.sha256 === sha256;
    return last?.slug === topic.slug && last.sha256 === sha256;
  }

  /** The exercise is not what was graded last, whatever it looks like. */
  forget(): void {
    this.last = undefined;
  }

  async close(): Promise<void> {
    this.current?.over.abort();
    this.renew();
    await Promise.allSettled(this.ending);
  }

  private async run(current: Current): Promise<void> {
    const { id, topic, over } = current;
    const { root } = this.surroundings;
    const dir = join(root, topic.exercise);
    const submission = await readSubmission({ dir, origin: 'exercise' }).catch(() => undefined);
    if (!submission) return this.tell(current, { kind: 'missing', id });
    current.sha256 = submission.sha256;
    const seed = this.surroundings.seed ?? randomInt(2 ** 31);
    const asShipped = await isAsShipped(root, topic);
    const verdict = await this.grade(current, { submission, seed, asShipped });
    if (!verdict) return this.tell(current, { kind: 'stopped', id });
    this.last = { slug: topic.slug, sha256: submission.sha256 };
    this.tell(current, { kind: 'verdict', id, verdict, asShipped });
    if (verdict.kind !== 'passed' && verdict.kind !== 'failed') return;
    const { platform, arch } = this.surroundings;
    const lines = await readTypeNotices({ root, dir, platform, arch, signal: over.signal });
    if (this.current === current && lines.length > 0) this.emit({ kind: 'notices', id, lines });
  }

  /** The verdict, or undefined when the run was interrupted. */
  private async grade(current: Current, work: Work): Promise<Verdict | undefined> {
    const { submission, seed, asShipped } = work;
    const { id, topic, over } = current;
    const { signal } = over;
    try {
      const { grader } = await this.warm();
      signal.throwIfAborted();
      return await grader.grade({
        ...{ topic, submission, seed, signal },
        onCheck: ({ id: check, status, finding }) => {
          // Findings about something more basic than a claim are measured again before anybody reads them.
          const own = finding?.id === `${topic.slug}/${check}` ? { finding } : {};
          if (!signal.aborted) this.emit({ kind: 'check-ended', id, held: status === 'passed', asShipped, ...own });
        },
      });
    } catch (error) {
      if (signal.aborted) return undefined;
      const { slug, number, title } = topic;
      const about = { topic: slug, number, title, origin: 'exercise', seed, ms: 0 } as const;
      const { sha256 } = submission;
      const nothing = { checks: [], findings: [], notices: [] };
      return { ...about, ...nothing, kind: 'inconclusive', submission: { sha256 }, fault: asFault(error) };
    }
  }

  /** Tells how a run ended, once. */
  private tell(current: Current, event: Event): void {
    if (current.told) return;
    current.told = true;
    this.emit(event);
  }
}

function asFault(error: unknown): Fault {
  if (error instanceof FaultError) return error.fault;
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'grader-broke', message, repair: 'This is a bug of the grader. Please report it.' };
}
