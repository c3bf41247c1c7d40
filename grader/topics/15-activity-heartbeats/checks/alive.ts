import { type Check, check, finding, holds } from '../../../check/check.ts';
import { sayDuration } from '../../../lab/duration.ts';
import type { ActivityOptions, EventOf } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { ordinaryHost } from '../../../lab/ordinary-host.ts';
import type { Run } from '../../../lab/run.ts';
import { longestSilences } from '../../../lab/silence.ts';
import type { Gate } from '../../../world/gate.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import { chunkOf, drawFilm, type Film, scheduledIn, transcodeChunk, workOf } from './film.ts';

const MINUTE = 60_000;
/** How long a silent attempt may stay unnoticed, and how long a whole film takes at most. */
const SILENCE_MS = 2 * MINUTE;
const FILM_MS = 40 * MINUTE;
/** What the picture of one virtual second may differ by: the attempt's own start and the poll that sees it end. */
const SLACK_MS = 2000;
/** How much sooner the timers of a worker fire while a chunk is held for a minute; and what its heartbeats may be late then. */
const HURRY = 30;
const JITTER_MS = 5000;

export const noticedInTime: Check = check(
  'noticed-in-time',
  'an attempt that falls silent is given up within two minutes',
  async ({ lab }) => {
    const film = drawFilm(lab);
    const at = lab.draw.integer(3, 7);
    let hung = false;
    const gate = lab.world.holds(transcodeChunk, 'before', (row) => {
      if (hung || chunkOf(row) !== at) return false;
      hung = true;
      return true;
    });
    lab.did = `Transcoded a film of ${film.chunks} chunks. The media store never answered for chunk ${at}, and the attempt fell silent.`;
    const run = await lab.start('transcodeFilm', film);
    await lab.until(gate.reached(), `chunk ${at} to be transcoded`);
    const silentAt = await lab.now();
    const work = await workOf(lab, run);
    await lab.expire(work);
    await run.settle();
    await endHungAttempt(lab, gate);
    const scheduled = await scheduledActivity(work);
    const noticed = (await givenUpAt(lab, work, scheduled.options)) - silentAt;
    if (noticed <= SILENCE_MS + SLACK_MS) return holds;
    return finding({
      did: lab.did,
      saw: `Temporal held on to that attempt for ${sayDuration(Math.round(noticed / MINUTE) * MINUTE)}. ${whichLimit(scheduled.options)}`,
      why: 'From outside, a hung attempt, a dead machine and hard work look the same: no answer yet. Until the server gives the attempt up nobody else gets the film, and the customer waits.',
      read: '#the-heartbeat-timeout',
      evidence: work,
      decisive: scheduled.id,
    });
  },
  { needs: ['whole-film'] },
);

export const timeForAFilm: Check = check(
  'time-for-a-film',
  'one attempt may take as long as the longest film',
  async ({ lab }) => {
    const film = drawShortFilm(lab);
    lab.did = `Transcoded a short film of ${film.chunks} chunks and looked at the limits its activity was scheduled with.`;
    const work = await transcodeWhole(lab, film);
    const scheduled = await scheduledActivity(work);
    const { startToCloseMs, scheduleToCloseMs } = scheduled.options;
    const limit = Math.min(...[startToCloseMs, scheduleToCloseMs].filter((ms) => ms > 0));
    if (limit >= FILM_MS && scheduleToCloseMs > 0 && scheduleToCloseMs < FILM_MS + SILENCE_MS)
      return finding({
        did: lab.did,
        saw: `Its scheduleToCloseTimeout is ${sayDuration(scheduleToCloseMs)}, for all attempts together. A film of 40 chunks, a minute each, needs 40 minutes of work, and up to two minutes more when a machine dies.`,
        why: 'This limit does not begin anew with an attempt. A long film that loses its machine is given up shortly before its end, and what was done of it is lost.',
        read: '#two-timeouts-two-questions',
        evidence: work,
        decisive: scheduled.id,
      });
    if (limit >= FILM_MS) return holds;
    const name = limit === startToCloseMs ? 'startToCloseTimeout' : 'scheduleToCloseTimeout';
    return finding({
      did: lab.did,
      saw: `Its ${name} is ${sayDuration(limit)}. A film of 40 chunks, a minute each, needs 40 minutes.`,
      why: 'This limit ends an attempt however alive it is. A long film would be cut off in the middle of good work, again and again.',
      read: '#two-timeouts-two-questions',
      evidence: work,
      decisive: scheduled.id,
    });
  },
  { needs: ['whole-film'] },
);

export const timeForAChunk: Check = check(
  'time-for-a-chunk',
  'a healthy attempt is not given up while a chunk takes its whole minute',
  async ({ lab }) => {
    const slow = await meetSlowChunk(lab);
    if (!slow) return holds;
    const { run, work, gate, heartbeatMs } = slow;
    const [heard = 0] = (await longestSilences(lab, work, MINUTE / HURRY)).values();
    const silence = HURRY * heard;
    gate.open();
    await run.settle();
    if (silence <= 1.25 * heartbeatMs + JITTER_MS && silence < MINUTE) return holds;
    return finding({
      did: lab.did,
      saw: `Its heartbeatTimeout is ${sayDuration(heartbeatMs)}, and while that chunk was under way the server heard nothing from the activity for longer.`,
      why: "The server can't see why it is quiet: it ends a healthy attempt in the middle of a chunk. The next attempt meets the same chunk and is ended as well, and the film is never done.",
      read: '#the-heartbeat-timeout',
      evidence: work,
      decisive: (await scheduledActivity(work)).id,
    });
  },
  { needs: ['whole-film', 'reports-progress'] },
);

export const reportKept: Check = check(
  'report-kept',
  'what has been reported stays reported while a chunk takes its time',
  async ({ lab }) => {
    // However long it may be silent: a timer beside the work may be faster than it has to be.
    const slow = await meetSlowChunk(lab, Infinity);
    if (!slow) return holds;
    const { run, work, gate, at } = slow;
    await lab.linger(MINUTE / HURRY);
    const [pending] = await work.pending();
    gate.open();
    await run.settle();
    if (pending?.heartbeat !== undefined) return holds;
    return finding({
      did: lab.did,
      saw: `While that chunk was under way, a heartbeat without details took the place of the last report: of the ${at} chunks that were done the server knew nothing any more.`,
      why: 'The server keeps the details of the last heartbeat, and of that alone. If the machine dies now, the next attempt finds no report and begins the film again. A timer beside the work has to repeat what was reported last.',
      read: '#heartbeats-carry-two-things',
      evidence: work,
      decisive: (await scheduledActivity(work)).id,
    });
  },
  { needs: ['whole-film', 'reports-progress', 'time-for-a-chunk'] },
);

/**
 * Holds one chunk of a film, for an activity that may be silent for less than `below`, as a rule what a chunk may take;
 * undefined for any other. Without such a limit nobody listens; with one of a minute or more no chunk is too long, and no timer is
 * needed beside the work.
 */
async function meetSlowChunk(lab: Lab, below = MINUTE) {
  lab.did = 'Transcoded a short film and looked at the limits its activity was scheduled with.';
  const [scheduled] = await scheduledIn(await transcodeWhole(lab, drawShortFilm(lab)));
  const heartbeatMs = scheduled?.options.heartbeatMs ?? 0;
  if (heartbeatMs === 0 || heartbeatMs >= below) return undefined;
  const film = drawFilm(lab);
  const at = lab.draw.integer(2, 5);
  const isIt = (row: LedgerRow) => row.args.filmId === film.filmId && chunkOf(row) === at;
  const gate = lab.world.holds(transcodeChunk, 'before', isIt);
  lab.did = `Transcoded a film of ${film.chunks} chunks, of which chunk ${at} took a minute. (The timers of its worker ran ${HURRY} times faster meanwhile.)`;
  await lab.recover(ordinaryHost(lab, { hurry: HURRY }));
  const run = await lab.start('transcodeFilm', film);
  await lab.until(gate.reached(), `chunk ${at} to be transcoded`);
  return { run, work: await workOf(lab, run), gate, at, heartbeatMs };
}

function drawShortFilm(lab: Lab): Film {
  return { filmId: lab.draw.id('film'), chunks: lab.draw.integer(2, 3) };
}

async function transcodeWhole(lab: Lab, film: Film): Promise<Run> {
  const run = await lab.start('transcodeFilm', film);
  await run.settle();
  return await workOf(lab, run);
}

/** The hung attempt still has its call open. It hears that the store is down; if it will not end at that, its machine does. */
async function endHungAttempt(lab: Lab, gate: Gate): Promise<void> {
  gate.open('outage');
  const { length } = lab.ledger.rows;
  await lab.linger(30);
  if (lab.ledger.rows.length > length) await lab.crash();
}

async function scheduledActivity(run: Run): Promise<EventOf<'ActivityScheduled'>> {
  const [scheduled] = await scheduledIn(run);
  if (!scheduled) throw new Error('a film was transcoded without an activity');
  return scheduled;
}

/** Virtual time at which the hung attempt was given up: a retry's pause before the next call, or the end of the run. */
async function givenUpAt(lab: Lab, run: Run, { retry }: ActivityOptions): Promise<number> {
  const rows = lab.ledger.calls(transcodeChunk);
  const hung = rows.findIndex(({ outcome }) => outcome.kind !== 'answered');
  const next = rows[hung + 1];
  return next ? next.at - retry.initialMs : ((await run.history()).at(-1)?.at ?? 0);
}

function whichLimit({ heartbeatMs, startToCloseMs }: ActivityOptions): string {
  if (heartbeatMs === 0)
    return `It was scheduled without a limit on silence, so only its startToCloseTimeout of ${sayDuration(startToCloseMs)} ended it.`;
  if (startToCloseMs > 0 && heartbeatMs >= startToCloseMs)
    return `Its heartbeatTimeout is ${sayDuration(heartbeatMs)}, but the startToCloseTimeout of ${sayDuration(startToCloseMs)} ends it before that ever matters.`;
  return `Its heartbeatTimeout is ${sayDuration(heartbeatMs)}.`;
}
