/** A file of an exercise as it lies on the disk. */
export interface FileState {
  name: string;
  text: string;
  /** Of its content, in hex: what a save has to name as its base. */
  hash: string;
  /** Whether the topic asks for it to be edited; the others are given. */
  edited: boolean;
}

/** What the workbench gets when it opens. */
export interface WorkbenchState {
  files: FileState[];
  /** Hints shown so far, as HTML, and how many there are. */
  hints: { shown: string[]; of: number };
  /** HTML of the last verdict of this server, if there is one. */
  verdict?: string;
}

/** Everything the server tells a page by itself. */
export type ServerMessage =
  /** The files as they are now: a save, a reset, or another editor. */
  | { kind: 'files'; files: FileState[] }
  | { kind: 'grading'; of: number }
  | { kind: 'checked'; done: number; of: number; html: string }
  /** `line` is for those who listen. */
  | { kind: 'verdict'; passed: boolean; line: string; html: string }
  /** Type errors, after the verdict. */
  | { kind: 'notices'; html: string }
  /** The line is open: what happened before may have been missed. */
  | { kind: 'hello' }
  /** There is a language server for this page; what is sent to it names the page. */
  | { kind: 'types-ready'; page: string }
  /** What the language server says: JSON-RPC. */
  | { kind: 'types'; text: string }
  | { kind: 'types-ended' };

/** What a save comes to. */
export type SaveAnswer = { kind: 'saved'; hash: string } | { kind: 'conflict'; file: FileState };

/** One part of a lesson, as the search finds it. */
export interface SearchEntry {
  id: string;
  title: string;
  heading: string;
  text: string;
  url: string;
}
