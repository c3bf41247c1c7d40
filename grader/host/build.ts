import type { BuildProblem } from '../submission/build-problem.ts';

/** How workflow code is bundled: by the cached vendor bundle plus esbuild, or by the SDK's own bundler with threaded workers. */
export type BuildPath = 'fast' | 'official';

/** Code of a submission, ready to be run by a host. */
export interface Build {
  path: BuildPath;
  /** By entry file, e.g. `workflows.ts`. */
  workflows: Record<string, WorkflowCode>;
  modules: ModuleCode | undefined;
}

export interface WorkflowCode {
  /** With its source map inline. */
  code: string;
  /** Names of the values that the entry file exports. */
  exports: string[];
}

/** All node-side files in one module graph, so that each module exists once. */
export interface ModuleCode {
  code: string;
  /** Exported names of values, by file. */
  files: Record<string, string[]>;
}

export type BuildOutcome =
  | { kind: 'built'; build: Build }
  | { kind: 'refused'; problems: [BuildProblem, ...BuildProblem[]] };

/** Which files of a submission are entries; a path that is not in the submission is a `missing-file` problem. */
export interface BuildEntries {
  /** Each becomes a workflow bundle of its own; default `['workflows.ts']`. */
  workflows?: string[];
  /** Files on the node side that a worker or a call may name; default `['activities.ts']` when there is one. */
  modules?: string[];
}
