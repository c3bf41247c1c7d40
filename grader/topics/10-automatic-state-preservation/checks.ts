import type { TopicChecks } from '../../check/check.ts';
import { diesAgain, leavesLate, triedAgain } from './checks/again.ts';
import { diesAtSea, diesAtWork } from './checks/plug.ts';
import { lookingOnly, tellsPosition } from './checks/position.ts';
import { twoAtOnce, waitsAtSea, wholeVoyage } from './checks/whole.ts';

export const topic: TopicChecks = {
  checks: [
    waitsAtSea,
    wholeVoyage,
    tellsPosition,
    twoAtOnce,
    diesAtSea,
    diesAtWork,
    diesAgain,
    leavesLate,
    triedAgain,
    lookingOnly,
  ],
};
