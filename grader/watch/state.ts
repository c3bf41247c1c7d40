import type { Lesson } from '../catalog/lesson.ts';
import type { Topic } from '../catalog/topic.ts';
import type { KnownAnswers } from '../check/known-mistakes.ts';
import type { Progress } from '../progress/progress.ts';
import type { TopicState } from '../progress/read-state.ts';
import type { Finding, Verdict } from '../verdict/verdict.ts';

/** A topic with what its pages show. */
export interface Desk {
  topic: Topic;
  lesson: Lesson;
  known: KnownAnswers;
}

/** What is known of the exercise's files as they are now. */
export type Shown =
  | { kind: 'nothing' }
  | { kind: 'missing' }
  /** The first finding of the run that goes on. */
  | { kind: 'first'; finding: Finding; asShipped: boolean }
  | { kind: 'verdict'; verdict: Verdict; asShipped: boolean };

/** The one grading there can be at a time. */
export type Run =
  | { kind: 'idle' }
  | { kind: 'running'; id: number; done: number; failed: number }
  /** It was asked to stop and has not stopped yet; another one is wanted after it. */
  | { kind: 'stopping'; id: number };

/** Which topics the list shows. */
export type ListFilter = 'all' | 'open' | 'passed' | 'changed';

/** What fills the window. */
export type Page =
  | { kind: 'home' }
  | { kind: 'hint'; rung: number; because?: string }
  | { kind: 'lesson' }
  | { kind: 'diff'; before: ReadonlyMap<string, string>; after: ReadonlyMap<string, string> }
  | { kind: 'timeline'; index: number }
  | { kind: 'list'; cursor: string; filter: ListFilter; search: string; typing: boolean }
  | { kind: 'help' };

export interface Note {
  tone: 'info' | 'warning';
  text: string;
  /** Stays until a key is pressed, also when something is saved: what it says is said once. */
  lasting?: true;
}

/** Everything the watch knows. */
export interface State {
  topics: readonly Topic[];
  /** By slug. */
  states: Readonly<Record<string, TopicState>>;
  progress: Progress;
  desk: Desk;
  /** The lesson's beginning stands above the verdict until the first save. */
  opening: boolean;
  shown: Shown;
  run: Run;
  /** Id of the run that was begun last; 0 before the first. */
  lastRun: number;
  page: Page;
  /** All findings in full. */
  full: boolean;
  /** First line of the page that is seen. */
  scroll: number;
  note?: Note;
  /** A question that waits for `y`. */
  asking: boolean;
  /** False until there is an engine. */
  ready: boolean;
  /** The grader was replaced, and there has been no verdict since. */
  renewed: boolean;
  /** The finding for whose mistake a hint has been given. */
  hinted?: string;
}

/** A key, as far as the watch cares. */
export type Key =
  | { kind: 'char'; char: string }
  | {
      kind: 'up' | 'down' | 'left' | 'right' | 'page-up' | 'page-down' | 'home' | 'end';
    }
  | { kind: 'enter' | 'escape' | 'backspace' | 'interrupt' };

/** Everything that can happen; the loop takes one after the other. */
export type Event =
  | { kind: 'key'; key: Key }
  /** Files of the exercise are other than those that were graded, or are being graded. */
  | { kind: 'saved' }
  /** A save that changed nothing. */
  | { kind: 'unchanged' }
  | { kind: 'missing'; id: number }
  /** There is an engine to grade with. */
  | { kind: 'ready' }
  | { kind: 'check-ended'; id: number; held: boolean; asShipped: boolean; finding?: Finding }
  | { kind: 'verdict'; id: number; verdict: Verdict; asShipped: boolean }
  | { kind: 'stopped'; id: number }
  | { kind: 'notices'; id: number; lines: string[] }
  | { kind: 'surveyed'; progress: Progress; states: Readonly<Record<string, TopicState>> }
  | { kind: 'opened'; desk: Desk }
  | { kind: 'diff-read'; topic: string; before: ReadonlyMap<string, string>; after: ReadonlyMap<string, string> }
  | { kind: 'noted'; note: Note }
  /** The computer was asleep. */
  | { kind: 'woke' }
  /** The terminal is gone. */
  | { kind: 'closed' };

/** What the loop has to do in the world; each answers with events. */
export type Effect =
  | { kind: 'grade'; id: number; topic: Topic }
  | { kind: 'stop'; id: number }
  /** Ends engine and host and starts new ones. */
  | { kind: 'renew' }
  | { kind: 'open'; topic: Topic }
  | { kind: 'remember-verdict'; verdict: Verdict }
  | { kind: 'remember-hint'; slug: string; rung: number; hinted?: string }
  | { kind: 'remember-asking'; slug: string }
  | { kind: 'survey' }
  | { kind: 'read-diff'; topic: Topic }
  | { kind: 'restore'; topic: Topic }
  | { kind: 'edit'; topic: Topic }
  /** Shows the topic in the browser. */
  | { kind: 'browse'; topic: Topic }
  | { kind: 'quit'; code: number };

/** A state, and what has to be done on the way to it. */
export interface Step {
  state: State;
  effects: Effect[];
}

/** The state in which a watch begins. */
export function firstState(
  desk: Desk,
  { topics, progress, states }: Pick<State, 'topics' | 'progress' | 'states'>,
): State {
  return {
    ...{ topics, progress, states, desk, opening: true, shown: { kind: 'nothing' }, run: { kind: 'idle' }, lastRun: 0 },
    ...{ page: { kind: 'home' }, full: false, scroll: 0, asking: false, ready: false, renewed: false },
  };
}
