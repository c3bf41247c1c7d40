import { ActivityCancellationType, isCancellation, log, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { FilmInput, FilmResult } from './shared';

const { transcode } = proxyActivities<typeof activities>({
  heartbeatTimeout: '75s',
  startToCloseTimeout: '50m',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

export async function transcodeFilm(film: FilmInput): Promise<FilmResult> {
  try {
    return await transcode(film);
  } catch (error) {
    if (isCancellation(error)) log.info('no film today', { filmId: film.filmId });
    throw error;
  }
}
