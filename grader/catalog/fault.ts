/** Our failure, never a finding: what is shown says "not your code" and how to repair it. */
export interface Fault {
  /** Stable kebab-case identifier, e.g. `no-engine`, `no-checks`, `disk-read-only`. */
  code: string;
  message: string;
  /** A command or a sentence that mends it. */
  repair: string;
}

/** A fault on its way to the command line (exit code 3). */
export class FaultError extends Error {
  override name = 'FaultError';
  constructor(readonly fault: Fault) {
    super(fault.message);
  }
}

/** Bad input of the user (exit code 2): one sentence that names the file or flag and the repair. */
export class UsageError extends Error {
  override name = 'UsageError';
}
