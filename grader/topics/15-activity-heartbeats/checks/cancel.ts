import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { HistoryEvent } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import { endsActivity } from '../../../lab/still-open.ts';
import type { Gate } from '../../../world/gate.ts';
import { chunkOf, chunksDone, drawFilm, type Film, sayChunks, transcodeChunk, workOf } from './film.ts';

/** Chunks that may still be begun after the cancellation: it needs a heartbeat to arrive at all. */
const FURTHER = 3;
/** A chunk is held for some looks, so that a cancellation on its way arrives; and the next one is waited for much longer. */
const LOOK_MS = 30;
const LOOKS = 5;
const CHUNK_LOOKS = 40;

export const stopsWhenCancelled: Check = check(
  'stops-when-cancelled',
  'the work stops within three chunks when the film is called off',
  async ({ lab }) => {
    const { run, film, at, stopped } = await callOff(lab);
    if (stopped) return holds;
    const after = chunksDone(lab).filter((chunk) => chunk > at);
    const whole = after.length === film.chunks - at - 1;
    return finding({
      did: lab.did,
      saw:
        after.length > 0
          ? `After that, the activity went on with ${sayChunks(after)}${whole ? ', the end of the film' : ''}.`
          : 'After that, the activity neither went on with the next chunk nor came to an end.',
      why: 'Nobody wants this film any more, but it keeps a machine busy and is paid to the last chunk. Temporal can say that it is over; whether the work ends is up to the activity. It has to look at the signal of this very attempt; one kept from an earlier film or attempt never hears of this cancellation.',
      read: '#cancellation-is-a-request',
      evidence: run,
    });
  },
  { needs: ['whole-film', 'reports-progress'] },
);

export const endsCancelled: Check = check(
  'ends-cancelled',
  'a film that was called off ends as cancelled',
  async ({ lab }) => {
    const calledOff = await callOff(lab);
    const { run, outcome, history } = calledOff;
    if (outcome.status === 'canceled') return holds;
    const [end] = history.slice(-1);
    return finding({
      did: lab.did,
      saw: sayEnd(calledOff),
      why: `Whoever called the film off, and every report on how films end, now reads something else than what happened: ${outcome.status === 'completed' ? 'a broken film passes for a finished one' : 'a decision passes for an accident'}.`,
      read: '#let-the-cancellation-through',
      evidence: run,
      ...(end && { decisive: end.id }),
    });
  },
  { needs: ['stops-when-cancelled'] },
);

export const waitsForActivity: Check = check(
  'waits-for-activity',
  'a workflow that was called off ends after its activity, not before',
  async ({ lab }) => {
    const { run, at, outcome, history, work } = await callOff(lab);
    const [end] = history.slice(-1);
    // The activity of a child may end after the film's own workflow has.
    const closed = work.filter(endsActivity).some((one) => one.at <= (end?.at ?? 0));
    // A workflow that never ended did not end too early.
    if (closed || isEndless(outcome)) return holds;
    const asked = isAskedToStop(work)
      ? ' The activity was asked to stop, and the workflow did not stay for the answer.'
      : '';
    return finding({
      did: lab.did,
      saw: `The workflow closed at once, while chunk ${at} was still under way: no end of the activity comes before it.${asked}`,
      why: 'Whatever comes next, a clean-up or another attempt at the same film, then runs beside work that has not stopped, and nobody will ever hear how that work ended.',
      read: '#who-waits-for-whom',
      evidence: run,
      ...(end && { decisive: end.id }),
    });
  },
  { needs: ['stops-when-cancelled'] },
);

interface CalledOff {
  run: Run;
  film: Film;
  /** The chunk that was under way. */
  at: number;
  /** Whether the activity was over before more than {@link FURTHER} chunks had been begun. */
  stopped: boolean;
  outcome: Outcome;
  history: HistoryEvent[];
  /** Events of the run that has the activity: the film's own, or a child. */
  work: HistoryEvent[];
}

/** Transcodes a short film, then cancels another one while a chunk is under way, and lets chunk after chunk go until the activity is over or too many were begun. */
async function callOff(lab: Lab): Promise<CalledOff> {
  const film = drawFilm(lab);
  const at = lab.draw.integer(2, 5);
  const gate = lab.world.holds(transcodeChunk, 'before', (row) => chunkOf(row) >= at);
  const short = { filmId: lab.draw.id('film'), chunks: 2 };
  lab.did = `Transcoded a short film; then began one of ${film.chunks} chunks, and cancelled its workflow while chunk ${at} was under way.`;
  await (await lab.start('transcodeFilm', short)).settle();
  const run = await lab.start('transcodeFilm', film);
  await lab.until(gate.reached(), `chunk ${at} to be transcoded`);
  await run.cancel();
  await lab.eventually(async () => heardOfCancel(await run.history()), 'the workflow to take the cancellation');
  const work = await workOf(lab, run);
  const stopped = await stopsWithin(lab, work, gate);
  gate.open();
  const outcome = await run.settle({ accept: ['unfinished'], ms: 5000 });
  return { run, film, at, stopped, outcome, history: await run.history(), work: await work.history() };
}

/** Lets the held chunks go, one after the other; answers whether the activity was over before too many were begun. */
async function stopsWithin(lab: Lab, work: Run, gate: Gate): Promise<boolean> {
  if (await isOver(work)) return true;
  for (let released = 1; released <= FURTHER + 1; released++) {
    gate.releaseOne();
    for (let look = 0; look < CHUNK_LOOKS && gate.arrived.length <= released; look++) {
      await lab.linger(LOOK_MS);
      if (await isOver(work)) return true;
    }
    if (gate.arrived.length <= released) return false;
    for (let look = 0; look < LOOKS; look++) {
      await lab.linger(LOOK_MS);
      if (await isOver(work)) return true;
    }
  }
  return false;
}

function isAskedToStop(work: HistoryEvent[]): boolean {
  return work.some(({ type }) => type === 'ActivityCancelRequested');
}

/** Whether a workflow task that knows of the cancellation is done. */
function heardOfCancel(events: HistoryEvent[]): boolean {
  const asked = events.find(({ type }) => type === 'RunCancelRequested');
  return asked !== undefined && eventsOf(events, 'TaskCompleted').some(({ id }) => id > asked.id);
}

async function isOver(work: Run): Promise<boolean> {
  return (await work.outcome()).status !== 'unfinished' || (await work.pending()).length === 0;
}

/** Without counts: how many chunks were done when the news arrived is a matter of milliseconds. */
function sayEnd({ outcome, work }: CalledOff): string {
  if (outcome.status === 'completed')
    return 'The work stopped in the middle of the film, and the workflow ended as completed, with a result as if the film were whole.';
  if (isEndless(outcome) && isAskedToStop(work) && work.filter(endsActivity).length === 0)
    return `The activity turned its cancellation into an error of its own. A Temporal server then gives a called-off activity no further attempt, and the workflow ends as failed. (The test server leaves it open${outcome.status === 'timed-out' ? ', hence the 1000 days below' : ''}.)`;
  if (isEndless(outcome)) return 'The activity stopped, and after that the workflow had no proper end.';
  return `The workflow ended as ${outcome.status}, as if something had gone wrong.`;
}

/** On this server a run that nothing ends is closed by its run timeout, years later. */
function isEndless({ status }: Outcome): boolean {
  return status === 'timed-out' || status === 'unfinished';
}
