import { type Check, check, finding, holds } from '../../../check/check.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Outcome } from '../../../lab/run.ts';
import { chunkOf, chunksAsked, drawFilm, isResultOf, progressAfter, transcodeChunk } from './film.ts';

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
    const activities = eventsOf(await run.history(), 'ActivityScheduled').length;
    const wrong = early
      ? 'Another chunk was begun while chunk 0 was still under way.'
      : asked.join() !== [...Array(film.chunks).keys()].join()
        ? `The media store was asked for these chunks: ${asked.join(', ') || 'none'}.`
        : activities !== 1
          ? `The history has ${activities} scheduled activities where the contract has one for the whole film.`
          : outcome.status !== 'completed' || !isResultOf(film, outcome.result)
            ? `The chunks were right, but the workflow ended as ${outcome.status}${said(outcome)}.`
            : undefined;
    if (!wrong) return holds;
    return finding({
      did: lab.did,
      saw: wrong,
      why: `A film is whole with chunks 0 to ${film.chunks - 1}, each once, one after the other; the result says how many there are. Everything else in this exercise builds on that.`,
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
    let known: unknown;
    let missed: number | undefined;
    for (let chunk = from; chunk <= from + 2 && missed === undefined; chunk++) {
      await lab.until(gate.reached(chunk - from + 1), `chunk ${chunk} to be transcoded`);
      const news = await progressAfter(lab, run, known);
      if (news === undefined) missed = chunk;
      // What is still on its way belongs to this chunk, not to the next one.
      await lab.linger(40);
      known = (await run.pending())[0]?.heartbeat;
      if (chunk < from + 2) gate.releaseOne();
    }
    gate.open();
    await run.settle();
    if (missed === undefined) return holds;
    const before =
      known === undefined
        ? 'no progress at all'
        : `the progress ${JSON.stringify(known).slice(0, 80)}, as one chunk before`;
    return finding({
      did: lab.did,
      saw: `While chunk ${missed} was under way, ${missed} chunks were done, and the server knew ${before}.`,
      why: 'What the server has not been told is lost when a worker dies, and an activity that stays silent cannot be reached either: whatever is meant for it travels back with the answer to its reports.',
      read: '#heartbeats-carry-two-things',
      evidence: run,
    });
  },
  { needs: ['whole-film'] },
);

function said(outcome: Outcome): string {
  return outcome.status === 'completed' ? ` with ${JSON.stringify(outcome.result) ?? 'no result'}` : '';
}
