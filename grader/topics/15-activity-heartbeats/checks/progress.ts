import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Outcome } from '../../../lab/run.ts';
import {
  allChunks,
  chunkOf,
  chunksAsked,
  countActivities,
  drawFilm,
  isResultOf,
  progressAfter,
  transcodeChunk,
  workOf,
} from './film.ts';

export const wholeFilm: Check = check(
  'whole-film',
  'one activity transcodes every chunk of a film, in order',
  async ({ lab }) => {
    const film = drawFilm(lab);
    const gate = lab.world.holds(transcodeChunk, 'before', (row) => chunkOf(row) === 0);
    lab.did = `Transcoded a film of ${film.chunks} chunks; nothing went wrong.`;
    const run = await lab.start('transcodeFilm', film);
    // Chunk 0 takes a moment, so that whoever does not wait for it is seen.
    await lab.until(gate.reached(), 'chunk 0 to be transcoded');
    await lab.linger(50);
    const early = chunksAsked(lab).some((chunk) => chunk !== 0);
    gate.open();
    const outcome = await run.settle();
    const asked = chunksAsked(lab);
    const activities = await countActivities(lab, run);
    const whole = `A film is whole with chunks 0 to ${film.chunks - 1}, each once, one after the other; the result says how many there are. Everything else in this exercise builds on that.`;
    const wrong = early
      ? { saw: 'Another chunk was begun while chunk 0 was still under way.', why: whole }
      : asked.join() !== allChunks(film).join()
        ? { saw: `The media store was asked for these chunks: ${asked.join(', ') || 'none'}.`, why: whole }
        : activities !== 1
          ? {
              saw: `The history has ${activities} scheduled activities where the contract has one for the whole film.`,
              why: 'One activity for the whole film is what this exercise is about: its reports are what the next attempt goes on from.',
            }
          : outcome.status !== 'completed' || !isResultOf(film, outcome.result)
            ? { saw: `The chunks were right, but the workflow ended as ${outcome.status}${said(outcome)}.`, why: whole }
            : undefined;
    if (!wrong) return holds;
    return finding({
      did: lab.did,
      ...wrong,
      read: '#in-the-exercise',
      evidence: run,
    });
  },
);

export const reportsProgress: Check = check(
  'reports-progress',
  'the server knows how far a film is, chunk by chunk',
  async ({ lab }) => {
    const film = drawFilm(lab);
    const from = lab.draw.integer(2, 4);
    const gate = lab.world.holds(transcodeChunk, 'before', (row) => chunkOf(row) >= from);
    lab.did = `Transcoded a film of ${film.chunks} chunks and, while chunks ${from} to ${from + 2} were under way, asked the server each time what progress it knew.`;
    const run = await lab.start('transcodeFilm', film);
    await lab.until(gate.reached(), `chunk ${from} to be transcoded`);
    const work = await workOf(lab, run);
    let known: unknown;
    let heardAt: number | undefined;
    let missed: number | undefined;
    for (let chunk = from; chunk <= from + 2 && missed === undefined; chunk++) {
      await lab.until(gate.reached(chunk - from + 1), `chunk ${chunk} to be transcoded`);
      const news = await progressAfter(lab, work, known);
      if (news === undefined) missed = chunk;
      // What is still on its way belongs to this chunk, not to the next one.
      await lab.linger(40);
      const [activity] = await work.pending();
      known = activity?.heartbeat;
      heardAt = activity?.heardAt;
      if (chunk < from + 2) gate.releaseOne();
    }
    gate.open();
    await run.settle();
    if (missed === undefined) return holds;
    if (known === undefined && heardAt !== undefined)
      return finding({
        did: lab.did,
        saw: `While chunk ${missed} was under way, ${missed} chunks were done. The server had heard from the activity, but its latest report said nothing of how far the film is.`,
        why: 'The server keeps the latest report only. One without details proves that somebody lives, and wipes out what an earlier one said.',
        read: '#heartbeats-carry-two-things',
        evidence: work,
      });
    const before =
      known === undefined
        ? 'no progress at all'
        : `the progress ${JSON.stringify(known).slice(0, 80)}, as one chunk before`;
    return finding({
      did: lab.did,
      saw: `While chunk ${missed} was under way, ${missed} chunks were done, and the server knew ${before}.`,
      why: 'What the server has not been told is lost when a worker dies, and an activity that stays silent cannot be reached either: whatever is meant for it travels back with the answer to its reports.',
      read: '#heartbeats-carry-two-things',
      evidence: work,
    });
  },
  { needs: ['whole-film'] },
);

export const filmsApart: Check = check(
  'films-apart',
  'two films on one machine leave each other alone',
  async ({ lab }) => {
    const [first, second] = [drawFilm(lab), drawFilm(lab)];
    const at = lab.draw.integer(2, 5);
    const gate = lab.world.holds(
      transcodeChunk,
      'before',
      (row) => row.args.filmId === first.filmId && chunkOf(row) === at,
    );
    lab.did = `Transcoded a film of ${first.chunks} chunks. While its chunk ${at} was under way, the same worker transcoded a second film, of ${second.chunks} chunks.`;
    const run = await lab.start('transcodeFilm', first);
    await lab.until(gate.reached(), `chunk ${at} to be transcoded`);
    const beside = await lab.start('transcodeFilm', second);
    await lab.eventually(async () => (await beside.outcome()).status !== 'unfinished', 'the second film to end');
    gate.open();
    await run.settle();
    const mixed = [first, second].find((film) => chunksAsked(lab, film).join() !== allChunks(film).join());
    if (!mixed) return holds;
    return finding({
      did: lab.did,
      saw: `For the ${mixed === first ? 'first' : 'second'} film the media store was asked for these chunks: ${chunksAsked(lab, mixed).join(', ') || 'none'}.`,
      why: 'A worker runs many attempts at once, in one process. Whatever lives outside of the function is there once for all of them: what one film writes there, another film reads as its own.',
      read: '#resume-where-it-stopped',
      evidence: mixed === first ? run : beside,
    });
  },
  { needs: ['whole-film'] },
);

export const orderedAgain: Check = check(
  'ordered-again',
  'a film that is ordered once more is transcoded once more',
  async ({ lab }) => {
    const film = drawFilm(lab);
    lab.did = `Transcoded a film of ${film.chunks} chunks. When it was done, it was ordered once more, with a workflow of its own on the same worker.`;
    await (await lab.start('transcodeFilm', film)).settle();
    const { length } = chunksAsked(lab, film);
    const run = await lab.start('transcodeFilm', film);
    await run.settle();
    const asked = chunksAsked(lab, film).slice(length);
    if (asked.join() === allChunks(film).join()) return holds;
    return finding({
      did: lab.did,
      saw: `For the second order the media store was asked for ${asked.length === 0 ? 'no chunk at all' : `these chunks: ${asked.join(', ')}`}.`,
      why: 'What an attempt may go on from is what the attempt before it told the server, and a first attempt has none before it. A worker that remembers films by itself takes new work for old.',
      read: '#resume-where-it-stopped',
      evidence: run,
    });
  },
  { needs: ['films-apart', 'resumes-after-crash'] },
);

function said(outcome: Outcome): string {
  return outcome.status === 'completed' ? ` with ${JSON.stringify(outcome.result) ?? 'no result'}` : '';
}
