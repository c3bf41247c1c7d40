import type { TopicChecks } from '../../check/check.ts';
import { stopsImporting } from './checks/cancel.ts';
import { anyWorker } from './checks/crash.ts';
import { leanHistory } from './checks/history.ts';
import { limitsFit, notLocal } from './checks/limits.ts';
import { onboarded } from './checks/onboarded.ts';
import { refusedByName } from './checks/refusals.ts';
import { triedAgain } from './checks/tried-again.ts';

export const topic: TopicChecks = {
  checks: [onboarded, notLocal, triedAgain, refusedByName, leanHistory, limitsFit, anyWorker, stopsImporting],
};
