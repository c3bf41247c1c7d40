import type { Edit } from '../submission/overlay.ts';

/** How a specimen differs from the solution: edits of it, or a folder zoo/<name>/ laid over it. */
export type SpecimenSource =
  | { edits: readonly [Edit] | readonly [Edit, Edit]; folder?: never }
  | { folder: true; edits?: never };

/** A wrong answer that somebody could give, and the finding it must meet first. */
export type WrongSpecimen = SpecimenSource & {
  name: string;
  /** The misconception, in one sentence. */
  because: string;
  /** Check id, or the kind of a raw finding such as `plain-error`. */
  fails: string;
  /** The hint rung that helps most against this mistake. */
  hint: 1 | 2 | 3 | 4;
};

/** A right answer that looks different from the solution. */
export type RightSpecimen = SpecimenSource & {
  name: string;
  /** Why it is right, in one sentence; shown to learners who passed. */
  because: string;
};

/** The right and wrong answers that prove a topic's checks. */
export interface Zoo {
  wrong: readonly WrongSpecimen[];
  right: readonly RightSpecimen[];
}
