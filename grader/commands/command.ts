/** What the command line asks for. */
export type Command =
  /** Undefined seed: drawn anew for each grading. */
  | { kind: 'start'; plain: boolean; seed?: number }
  | CheckCommand
  | ListCommand
  | { kind: 'lesson'; topic?: string; plain: boolean }
  | { kind: 'hint'; topic?: string; all: boolean; plain: boolean }
  | { kind: 'next'; plain: boolean }
  | { kind: 'diff'; topic: string; plain: boolean }
  | { kind: 'reset'; topic: string; yes: boolean; plain: boolean }
  | { kind: 'update'; plain: boolean }
  | { kind: 'report'; topic?: string; plain: boolean }
  | { kind: 'web'; export?: string; host?: string; port?: number; open: boolean }
  | { kind: 'doctor'; json: boolean; plain: boolean }
  /** The words after `selfcheck`, which it reads itself. */
  | { kind: 'selfcheck'; args: string[] }
  /** A text asked for: help or version. */
  | { kind: 'tell'; text: string };

export interface CheckCommand {
  kind: 'check';
  /** Words that name topics; empty for the current one. */
  topics: string[];
  all: boolean;
  solutions: boolean;
  /** A folder to grade as a submission, as written. */
  from?: string;
  json: boolean;
  /** A file for JUnit XML, as written. */
  junit?: string;
  /** Undefined: as many as fit. */
  lanes?: number;
  official: boolean;
  /** `strict`: the submission reaches nothing but its worker's server and the world; Linux. */
  sandbox?: 'strict';
  /** Undefined: drawn anew. */
  seed?: number;
  /** All findings and timelines in full. */
  full: boolean;
  /** Writes a report of each grading that came to no verdict. */
  report: boolean;
  plain: boolean;
}

export interface ListCommand {
  kind: 'list';
  /** Words that number, title, slug or state must have in them. */
  search: string[];
  /** Undefined: all. */
  only?: 'open' | 'passed' | 'changed';
  json: boolean;
  plain: boolean;
}
