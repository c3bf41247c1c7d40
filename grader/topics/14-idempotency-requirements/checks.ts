import type { TopicChecks } from '../../check/check.ts';
import { chargedOnce, finishes, receiptOnce } from './checks/attempts.ts';
import { silence, startedWithTime, workerDies } from './checks/lost-attempts.ts';
import { pointsOnce } from './checks/points.ts';
import { bothCharges, eachRenewal, renewed } from './checks/renewal.ts';
import { askedTwice, startAnswers, startEach, startedAfterAll, startFails, triedAgain } from './checks/starts.ts';

export const topic: TopicChecks = {
  setting: { modules: ['activities.ts', 'start.ts'], client: true },
  checks: [
    renewed,
    bothCharges,
    eachRenewal,
    finishes,
    chargedOnce,
    pointsOnce,
    receiptOnce,
    workerDies,
    silence,
    startEach,
    askedTwice,
    startAnswers,
    triedAgain,
    startFails,
    startedAfterAll,
    startedWithTime,
  ],
};
