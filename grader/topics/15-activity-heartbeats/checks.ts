import type { TopicChecks } from '../../check/check.ts';
import { noticedInTime, reportKept, timeForAChunk, timeForAFilm } from './checks/alive.ts';
import { endsCancelled, stopsWhenCancelled, waitsForActivity } from './checks/cancel.ts';
import { filmsApart, orderedAgain, reportsProgress, wholeFilm } from './checks/progress.ts';
import {
  exactSeam,
  firstChunk,
  noReportYet,
  nothingLeft,
  resumesAfterCrash,
  secondSeam,
  wholeResult,
} from './checks/resume.ts';

export const topic: TopicChecks = {
  checks: [
    wholeFilm,
    reportsProgress,
    noticedInTime,
    timeForAFilm,
    timeForAChunk,
    reportKept,
    filmsApart,
    resumesAfterCrash,
    orderedAgain,
    exactSeam,
    secondSeam,
    firstChunk,
    noReportYet,
    wholeResult,
    nothingLeft,
    stopsWhenCancelled,
    endsCancelled,
    waitsForActivity,
  ],
};
