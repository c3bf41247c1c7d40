import type { Fault } from '../catalog/fault.ts';
import type { EngineKind } from '../engine/engine.ts';
import type { Timeline } from '../lab/timeline.ts';

/** What a learner reads of one failed claim. */
export interface Finding {
  /** `slug/check-id`; for something more basic than any claim `slug/raw-kind`. */
  id: string;
  claim: string;
  did: string;
  saw: string;
  why: string;
  /** `lessons/NN-slug.md#anchor` */
  read: string;
  /** Relative to the submission's folder; line and column from 1. */
  where?: { file: string; line: number; column: number };
  /** The source line and a caret under the column, for code that can't start. */
  caret?: string;
  timeline?: Timeline;
}

export interface CheckSummary {
  id: string;
  claim: string;
  status: 'passed' | 'failed' | 'skipped';
  ms: number;
  /** For a skipped check: id of the finding that tells why. */
  because?: string;
}

/** What every verdict says of itself. */
export interface Graded {
  /** Slug. */
  topic: string;
  number: number;
  title: string;
  origin: 'exercise' | 'solution' | 'folder';
  checks: CheckSummary[];
  /** What this topic counts beside its claims: `6 of 9 pitfalls mended`. */
  score?: { held: number; of: number; words: string };
  /** Things worth knowing that do not decide: type errors, changed given files, SDK warnings. */
  notices: string[];
  ms: number;
  seed: number;
  engine: { kind: EngineKind; version: string; path: 'fast' | 'official' };
  submission: { sha256: string };
}

/** What is said of a submission. */
export type Verdict =
  | (Graded & { kind: 'passed' })
  /** `unrunnable`: no check could run, because the code can't start. */
  | (Graded & { kind: 'failed' | 'unrunnable'; findings: [Finding, ...Finding[]] })
  /** Our failure: engine, disk, a bug in the grader. Findings that were sure before it happened may be there. */
  | (Omit<Graded, 'engine'> & { kind: 'inconclusive'; engine?: Graded['engine']; fault: Fault; findings: Finding[] });
