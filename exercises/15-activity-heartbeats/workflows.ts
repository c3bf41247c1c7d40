/**
 * Harbour streams films. One activity transcodes a whole film, chunk by chunk: up to 40 chunks of up to a minute each.
 * Last night the machine that did it died at chunk 31. For an hour nobody noticed; then the film began again at chunk 0.
 * Goal: an attempt that has gone silent is given up within two minutes (and activities.ts goes on where it stopped).
 * What must stay: one activity for the whole film; one attempt may take as long as a film needs, 40 minutes; when a
 * film is called off, the workflow ends as cancelled, and not before its activity has stopped.
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
