import type { HostExit } from './host.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * An argument of a call: JSON, in which these markers stand for things that can't be sent:
 * `{ $: 'client' }`, `{ $: 'taskQueue' }` (of the first worker), `{ $: 'world', service }`, `{ $: 'bundle', workflows }` (an object
 * with `code`), `{ $: 'report' }` (a function that collects what it is given), `{ $: 'directory' }` (the host's own folder).
 */
export type CallArgument = Json | Marker | CallArgument[] | { [key: string]: CallArgument };

export type Marker =
  | { $: 'client' | 'taskQueue' | 'report' | 'directory' }
  | { $: 'world'; service: string }
  | { $: 'bundle'; workflows: string };

/** Calls an export, or reads it when `args` is absent; or calls a method of what an earlier call kept. */
export type CallRequest = (
  | { file: string; export: string; args?: CallArgument[] }
  | { on: string; method: string; args: CallArgument[] }
) & {
  /** Keeps the value in the host under this name instead of sending it. */
  keepAs?: string;
  /** Real time; default 10,000. */
  deadlineMs?: number;
};

/** What a call came to. What it returns is what the submission answers, never evidence of what happened. */
export type CallOutcome =
  /** `json` is what JSON makes of it (undefined when nothing); `odd` lists every part that JSON would drop or change. */
  | { kind: 'value'; json: Json | undefined; odd: OddValue[] }
  | { kind: 'kept'; members: string[] }
  | { kind: 'thrown'; error: ThrownError }
  /** `found`: exports of the file, or members of the kept object, each with its type: `refund: function`. */
  | { kind: 'missing'; name: string; found: string[] }
  /** It exists and was to be called, but is no function. */
  | { kind: 'not-a-function'; name: string; type: string }
  /** Evaluating the file threw. */
  | { kind: 'load-failed'; file: string; error: ThrownError }
  | { kind: 'host-exited'; exit: HostExit }
  | { kind: 'unanswered'; ms: number };

/** A part of an answer that is not JSON: `at` is its path (`$.items[2]`), `is` its kind, `text` how it prints. */
export interface OddValue {
  at: string;
  is:
    | 'undefined'
    | 'function'
    | 'symbol'
    | 'bigint'
    | 'not-a-number'
    | 'infinite'
    | 'date'
    | 'map'
    | 'set'
    | 'instance'
    | 'cycle';
  text: string;
}

/** An error of the submission's code; `stack` names only the submission's own frames, relative to its folder. */
export interface ThrownError {
  name: string;
  message: string;
  stack: string[];
  /** `type` of an ApplicationFailure. */
  type?: string;
  nonRetryable?: boolean;
  cause?: ThrownError;
}
