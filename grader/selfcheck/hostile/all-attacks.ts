import type { Attack } from './attack.ts';
import { attacksOnFiles } from './attacks-on-files.ts';
import { attacksOnLife } from './attacks-on-life.ts';
import { attacksOnTruth } from './attacks-on-truth.ts';

/** Every attack that a learner's own machine has to stand, without a sandbox. */
export const allAttacks: readonly Attack[] = [...attacksOnLife, ...attacksOnTruth, ...attacksOnFiles];
