import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { FilmInput, FilmResult } from './shared';

const { transcode } = proxyActivities<typeof activities>({
  heartbeatTimeout: '20 seconds',
  startToCloseTimeout: '2 hours',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

export async function transcodeFilm(film: FilmInput): Promise<FilmResult> {
  return await transcode(film);
}
