/** A place in a submission: path relative to its folder, line and column counted from 1. */
export interface SourcePlace {
  file: string;
  line: number;
  column: number;
}

interface ProblemText {
  /** One sentence in the words of the finding, without a path of this machine. */
  message: string;
  where?: SourcePlace;
  /** Two lines: the source line, and a caret under the column. */
  caret?: string;
}

/** Why a submission's code can't start; the same on the fast and the official path. */
export type BuildProblem = ProblemText &
  (
    | { kind: 'syntax' }
    /** `importer` imports `module`, and there is no such file or package. */
    | { kind: 'missing-module'; module: string; importer: string }
    /** Workflow code imports a module that the SDK keeps out of workflows. */
    | { kind: 'forbidden-module'; module: string; importer: string }
    /** An import that leaves the submission's folder, by path or by symlink. */
    | { kind: 'outside-import'; module: string; importer: string }
    | { kind: 'dynamic-import'; module: string | undefined; importer: string }
    | { kind: 'world-in-workflow'; importer: string }
    /** Workflow code needs a value of `module`, which reaches `reaches`; `chain` names each step: importer, files, module. */
    | { kind: 'activity-value-import'; module: string; importer: string; reaches: string; chain: string[] }
    /** An entry file that the topic names is not in the submission. */
    | { kind: 'missing-file'; file: string }
  );
