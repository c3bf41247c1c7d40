import { ActivityCancellationType, isCancellation, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { FilmInput, FilmResult } from './shared';

const { transcode } = proxyActivities<typeof activities>({
  heartbeatTimeout: '90 seconds',
  startToCloseTimeout: '1 hour',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

export async function transcodeFilm(film: FilmInput): Promise<FilmResult> {
  try {
    return await transcode(film);
  } catch (error) {
    if (isCancellation(error)) return { chunks: 0 };
    throw error;
  }
}
