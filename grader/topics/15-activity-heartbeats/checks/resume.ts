import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { ordinaryHost } from '../../../lab/ordinary-host.ts';
import type { Run } from '../../../lab/run.ts';
import {
  allChunks,
  chunkOf,
  chunksAsked,
  chunksDone,
  chunksMissing,
  drawFilm,
  type Film,
  failAtChunk,
  isResultOf,
  progressAfter,
  sayChunks,
  transcodeChunk,
  workOf,
} from './film.ts';

export const resumesAfterCrash: Check = check(
  'resumes-after-crash',
  'after a crash a film goes on, it does not begin again',
  async ({ lab }) => {
    const film = drawFilm(lab);
    const at = lab.draw.integer(5, 8);
    const gate = lab.world.holds(transcodeChunk, 'before', (row) => chunkOf(row) === at);
    lab.did = `Transcoded a film of ${film.chunks} chunks. The worker's machine died while chunk ${at} was under way; another machine took over.`;
    const run = await lab.start('transcodeFilm', film);
    await lab.until(gate.reached(), `chunk ${at} to be transcoded`);
    // A report that is still on its way when the machine dies is lost, and that is nobody's mistake.
    await lab.linger(60);
    const before = chunksDone(lab);
    const work = await workOf(lab, run);
    await lab.crash();
    const { length } = chunksAsked(lab);
    gate.open();
    await Promise.all([lab.recover(), lab.expire(work)]);
    const outcome = await run.settle();
    const after = chunksAsked(lab).slice(length);
    const again = after.filter((chunk) => before.includes(chunk));
    // One chunk of doubt is fair in a crash; whether the seam is exact is asked where it can be told for sure.
    if (after.length > 0 && again.length <= 1) return holds;
    if (after.length === 0)
      return finding({
        did: lab.did,
        saw: `No other attempt was made: the workflow ended as ${outcome.status} with ${before.length} of ${film.chunks} chunks done.`,
        why: 'Machines die now and then. Where nobody takes over, one that dies is the end of the film, until somebody notices and begins it again by hand.',
        read: '#resume-where-it-stopped',
        evidence: run,
      });
    return finding({
      did: lab.did,
      saw: `The new attempt began at chunk ${after[0]}: ${sayChunks(again)} ${again.length === 1 ? 'was' : 'were'} transcoded again, though the dead one had done ${again.length === 1 ? 'it' : 'them'}.`,
      why: 'Everything an attempt keeps in memory or on disk dies with its machine. A film that begins again costs twice, and one that always dies after half an hour is never done.',
      read: '#resume-where-it-stopped',
      evidence: run,
    });
  },
  { needs: ['whole-film', 'reports-progress'] },
);

export const exactSeam: Check = check(
  'exact-seam',
  'between two attempts no chunk is left out and none is done twice',
  async ({ lab }) => {
    const film = drawFilm(lab);
    const at = lab.draw.integer(4, 8);
    const run = await failAt(lab, film, at);
    const done = chunksDone(lab);
    const missing = chunksMissing(lab, film);
    const twice = done.filter((chunk, index) => done.indexOf(chunk) < index);
    if (missing.length + twice.length === 0) return holds;
    const { status } = await run.outcome();
    const saw = missing.length
      ? `${sayAtHead(missing)} never transcoded, and the workflow ended as ${status}.`
      : `${sayAtHead(twice)} transcoded twice.`;
    const why = missing.length
      ? 'Nobody looks for a hole in the middle: the film is reported as finished, and the customer finds the gap.'
      : 'Each repetition is paid again. Here that is money; with parcels or payments it would be a customer.';
    return finding({ did: lab.did, saw, why, read: '#the-seam', evidence: run });
  },
  { needs: ['whole-film'] },
);

export const secondSeam: Check = check(
  'second-seam',
  'an attempt that got nowhere leaves the next one as much to know as it had itself',
  async ({ lab }) => {
    const film = drawFilm(lab);
    const at = lab.draw.integer(4, 8);
    failAtChunk(lab, at, 2);
    lab.did = `Transcoded a film of ${film.chunks} chunks. The media store broke down at chunk ${at}, and once more at the first chunk of the second attempt; after that it worked.`;
    const run = await lab.start('transcodeFilm', film);
    const outcome = await run.settle();
    const done = chunksDone(lab);
    const missing = chunksMissing(lab, film);
    const twice = done.filter((chunk, index) => done.indexOf(chunk) < index);
    if (missing.length + twice.length === 0) return holds;
    return finding({
      did: lab.did,
      saw: missing.length
        ? `${sayAtHead(missing)} never transcoded, and the workflow ended as ${outcome.status}.`
        : `The second attempt went on where the first had stopped; the third did not: ${sayChunks(twice)} ${twice.length === 1 ? 'was' : 'were'} transcoded twice.`,
      why: 'An attempt gets to know the latest heartbeat that came before it, and no other. One that begins with a heartbeat without details, or with details that are not about the film, takes away what the attempt before it had told.',
      read: '#the-seam',
      evidence: run,
    });
  },
  { needs: ['whole-film', 'exact-seam'] },
);

export const firstChunk: Check = check(
  'first-chunk',
  'chunk 0 counts as progress like any other',
  async ({ lab }) => {
    const film = drawFilm(lab);
    const run = await failAt(lab, film, 1);
    if (chunksDone(lab).filter((chunk) => chunk === 0).length <= 1) return holds;
    return finding({
      did: lab.did,
      saw: 'Chunk 0 was transcoded twice, although the first attempt had done it.',
      why: 'The first chunk is the one with a number that looks like nothing. An attempt that has done exactly one chunk is taken for one that has not begun, and the work is paid again.',
      read: '#zero-is-progress',
      evidence: run,
    });
  },
  { needs: ['whole-film', 'exact-seam'] },
);

export const noReportYet: Check = check(
  'no-report-yet',
  'an attempt that broke off before its first report leaves a whole film to do',
  async ({ lab }) => {
    const film = drawFilm(lab);
    const run = await failAt(lab, film, 0);
    const missing = chunksMissing(lab, film);
    if (missing.length === 0) return holds;
    return finding({
      did: lab.did,
      saw: `${sayAtHead(missing)} never transcoded, and the workflow ended as ${(await run.outcome()).status}.`,
      why: 'A second attempt does not always find something to read: the first one may have died before it said a word. Reckoning with a number that is not there makes work disappear without an error.',
      read: '#resume-where-it-stopped',
      evidence: run,
    });
  },
  { needs: ['whole-film', 'exact-seam'] },
);

export const wholeResult: Check = check(
  'whole-result',
  'the result speaks of the whole film, however many attempts it took',
  async ({ lab }) => {
    const film = drawFilm(lab);
    const at = lab.draw.integer(4, 8);
    const run = await failAt(lab, film, at);
    const outcome = await run.outcome();
    if (outcome.status === 'completed' && isResultOf(film, outcome.result)) return holds;
    const result = outcome.status === 'completed' ? JSON.stringify(outcome.result) : undefined;
    return finding({
      did: lab.did,
      saw: `The workflow ended as ${outcome.status}${result ? ` and said ${result}` : ''}; the film has ${film.chunks} chunks.`,
      why: 'Only the last attempt gets to answer. What it says has to hold for the work of all of them, or whoever reads the result plays a film that breaks off.',
      read: '#the-seam',
      evidence: run,
    });
  },
  { needs: ['whole-film'] },
);

export const nothingLeft: Check = check(
  'nothing-left',
  'an attempt that finds every chunk done asks for none beyond, and ends the film',
  async ({ lab }) => {
    const film = drawFilm(lab);
    const last = film.chunks - 1;
    const gate = lab.world.holds(transcodeChunk, 'before', (row) => chunkOf(row) === last);
    await lab.recover(ordinaryHost(lab, { losesResults: true }));
    lab.did = `Transcoded a film of ${film.chunks} chunks. The worker's machine died after the last chunk was done, before the result was sent; another machine took over.`;
    const run = await lab.start('transcodeFilm', film);
    await lab.until(gate.reached(), `chunk ${last} to be transcoded`);
    const work = await workOf(lab, run);
    // A report that is still on its way is not the one about the last chunk.
    await lab.linger(60);
    const known = (await work.pending())[0]?.heartbeat;
    gate.open();
    await lab.eventually(async () => chunksDone(lab).includes(last), 'the last chunk to be done');
    // Who reports a chunk when it begins has no report of the end of the last one; it may do that one again.
    const isTold = (await progressAfter(lab, work, known)) !== undefined;
    await lab.crash();
    const { length } = chunksAsked(lab);
    await Promise.all([lab.recover(), lab.expire(work)]);
    const { status } = await run.settle();
    const again = chunksAsked(lab).slice(length);
    const beyond = again.filter((chunk) => !allChunks(film).includes(chunk));
    if (beyond.length === 0 && isTold && again.length > 0)
      return finding({
        did: lab.did,
        saw: `The server knew of the report about chunk ${last}, and the new attempt asked the media store for ${sayChunks(again)} once more.`,
        why: 'A machine can die between the last report and the result as well. The next attempt then finds a film that is done, and each chunk that it does again is paid again.',
        read: '#the-seam',
        evidence: run,
      });
    if (beyond.length === 0 && status === 'completed') return holds;
    return finding({
      did: lab.did,
      saw:
        beyond.length > 0
          ? `The new attempt asked the media store for ${sayChunks(beyond)}. The last chunk of this film is ${last}.`
          : `The workflow ended as ${status}, with every chunk done.`,
      why: 'A machine can die between the last report and the result as well. The next attempt then finds a film that is done, and has nothing left to do but to say so.',
      read: '#the-seam',
      evidence: run,
    });
  },
  { needs: ['whole-film', 'resumes-after-crash', 'exact-seam'] },
);

async function failAt(lab: Lab, film: Film, at: number): Promise<Run> {
  failAtChunk(lab, at, 1);
  lab.did = `Transcoded a film of ${film.chunks} chunks. The media store broke down once, at chunk ${at}; after that it worked.`;
  const run = await lab.start('transcodeFilm', film);
  await run.settle();
  return run;
}

function sayAtHead(chunks: readonly number[]): string {
  const said = sayChunks(chunks);
  return `C${said.slice(1)} ${chunks.length === 1 ? 'was' : 'were'}`;
}
