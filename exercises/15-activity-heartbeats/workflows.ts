/**
 * Harbour streams films. One activity transcodes a whole film, chunk by chunk: up to 40 chunks of up to a minute each.
 * Last night its machine died at chunk 31: for an hour nobody noticed, and then the film began again at chunk 0.
 * Goal: an attempt that has gone silent is given up within two minutes, and the next one goes on (see activities.ts).
 * What must stay: one activity a film; 40 minutes for one attempt; a cancelled workflow ends after its activity.
 */
import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { FilmInput, FilmResult } from './shared';

const { transcode } = proxyActivities<typeof activities>({
  // TODO(you): Temporal gives up an attempt within two minutes of its last sign of life.
  startToCloseTimeout: '1 hour',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

export async function transcodeFilm(film: FilmInput): Promise<FilmResult> {
  return await transcode(film);
}
