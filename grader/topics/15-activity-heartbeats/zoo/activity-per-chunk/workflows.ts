import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { FilmInput, FilmResult } from './shared';

const { transcode } = proxyActivities<typeof activities>({
  startToCloseTimeout: '2 minutes',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

export async function transcodeFilm({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  for (let chunk = 0; chunk < chunks; chunk++) await transcode({ filmId, chunk });
  return { chunks };
}
