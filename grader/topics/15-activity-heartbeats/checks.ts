import type { TopicChecks } from '../../check/check.ts';
import { noticedInTime, reportsProgress, timeForAFilm, wholeFilm } from './checks/alive.ts';
import { endsCancelled, stopsWhenCancelled, waitsForActivity } from './checks/cancel.ts';
import { exactSeam, firstChunk, resumesAfterCrash, wholeResult } from './checks/resume.ts';

export const topic: TopicChecks = {
  checks: [
    wholeFilm,
    reportsProgress,
    noticedInTime,
    timeForAFilm,
    resumesAfterCrash,
    exactSeam,
    firstChunk,
    wholeResult,
    stopsWhenCancelled,
    endsCancelled,
    waitsForActivity,
  ],
};
