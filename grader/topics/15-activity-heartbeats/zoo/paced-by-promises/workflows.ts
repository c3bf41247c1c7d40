import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { FilmInput, FilmResult } from './shared';

const { transcode } = proxyActivities<typeof activities>({
  heartbeatTimeout: '25 seconds',
  startToCloseTimeout: '1 hour',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

export async function transcodeFilm(film: FilmInput): Promise<FilmResult> {
  return await transcode(film);
}
