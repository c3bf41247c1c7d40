import type { TopicChecks } from '../../check/check.ts';
import { noticedInTime, timeForAFilm } from './checks/alive.ts';
import { endsCancelled, stopsWhenCancelled, waitsForActivity } from './checks/cancel.ts';
import { reportsProgress, wholeFilm } from './checks/progress.ts';
import { exactSeam, firstChunk, noReportYet, resumesAfterCrash, wholeResult } from './checks/resume.ts';

export const topic: TopicChecks = {
  checks: [
    wholeFilm,
    reportsProgress,
    noticedInTime,
    timeForAFilm,
    resumesAfterCrash,
    exactSeam,
    firstChunk,
    noReportYet,
    wholeResult,
    stopsWhenCancelled,
    endsCancelled,
    waitsForActivity,
  ],
};
