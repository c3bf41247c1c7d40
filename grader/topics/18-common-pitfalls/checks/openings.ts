import { check, type Found, finding, type Held, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf, failureTypes } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import { isSoon } from '../../../lab/soon.ts';
import { Stopped } from '../../../lab/stopped.ts';
import { bringParcel, drawReturn, isDown, isOpen, lastEvent, openReturn, sayEnd } from './return.ts';

export const nothingToReturn = check(
  'nothing-to-return',
  'a return without items fails at once, with the type NothingToReturn',
  async ({ lab }) => {
    lab.did = 'Asked for a return without items.';
    const run = await lab.start('handleReturn', { ...drawReturn(lab), items: [] });
    const outcome = await run.settle({ accept: ['task-failed', 'unfinished'] });
    const told = outcome.status === 'failed' && failureTypes(outcome.failure).includes('NothingToReturn');
    const done = lab.ledger.operations();
    if (told && done.length === 0) return holds;
    const events = await run.history();
    return finding({
      did: lab.did,
      saw: `\`handleReturn\` ${sayEnd(outcome)}.${done.length > 0 ? ` It had called ${done.join(' and ')}.` : ''}`,
      why: 'Whoever asked is to hear that this can’t work, and why, in a word that a program can act on. A return that hangs looks like one whose parcel is on its way; nobody will look at it for weeks.',
      read: '#it-hangs-and-should-have-failed',
      evidence: run,
      decisive: eventsOf(events, 'TaskFailed')[0]?.id ?? events.at(-1)?.id,
    });
  },
);

export const earlyNote = check(
  'early-note',
  'a return takes notes and tells its status from the first moment on',
  async ({ lab }) => {
    const text = `Ring twice at ${lab.draw.word()} street ${lab.draw.integer(1, 99)}.`;
    // The label takes seconds of real time, so that the note is there before it, however slow this machine is.
    lab.world.fails('returns.label', 2);
    lab.did = 'Opened a return together with a note: `addNote` was sent with the start, before the label was made.';
    const { run, outcome } = await lab.startWithUpdate('handleReturn', drawReturn(lab), {
      update: 'addNote',
      args: [{ text }],
    });
    if (outcome.status === 'completed' && outcome.result === 1) return await tellsAtOnce(lab, run);
    const saw =
      outcome.status === 'refused'
        ? `The note was turned away: “${outcome.message}”`
        : `The first note of the return was answered with ${JSON.stringify(outcome.result) ?? 'nothing'}, not with 1`;
    return finding({
      did: lab.did,
      saw: `${saw}.`.replace(/\.\.$/, '.').replace(/\.”\.$/, '.”'),
      why: 'A message may come as soon as the return exists, before it has done anything. A signal would be kept until somebody asks for it. An update has a sender who waits for the answer, so it is judged by what the workflow can answer now.',
      read: '#a-message-is-refused',
      evidence: run,
    });
  },
);

export const givenUp = check(
  'given-up',
  'a return that is called off while it waits, and no other, voids its label and ends as Canceled',
  async ({ lab }) => {
    lab.did =
      'Opened a return; the label was made, and then the customer called the return off. The label service could not be reached at that moment.';
    isDown(lab, 'returns.voidLabel', 6);
    const run = await openReturn(lab, drawReturn(lab));
    if (await isOpen(run)) await run.cancel();
    const outcome = await run.settle();
    const voided = lab.ledger.effects('returns.voidLabel').length;
    if (outcome.status === 'canceled' && voided > 0) return await voidsNothingLater(lab);
    const label = voided > 0 ? 'The label was voided' : 'The label was not voided';
    const begun = eventsOf(await run.history(), 'ActivityScheduled').some(({ activity }) => activity === 'voidLabel');
    const tries = lab.ledger.calls('returns.voidLabel').length;
    const notVoided = begun
      ? tries > 1
        ? `The label can still be used, and Harbour pays the carrier for it. The clean-up was given up after ${tries} attempts: a step that cleans up meets the same outages as any other, and has to be as patient.`
        : 'The label can still be used, and Harbour pays the carrier for it. The clean-up was begun, and the workflow ended without waiting for it: then it is dropped.'
      : 'The label can still be used, and Harbour pays the carrier for it. In a cancelled workflow every step throws before it begins, also those that clean up.';
    return finding({
      did: lab.did,
      saw: `${label}, and \`handleReturn\` ${outcome.status === 'canceled' ? 'ended as Canceled' : sayEnd(outcome)}.`,
      why:
        outcome.status === 'canceled'
          ? notVoided
          : 'A cancellation comes as an error that is thrown at the wait. Code that catches it and goes on tells everybody that the return came to its ordinary end, and a parent workflow or an operator who asked it to stop is told “done”.',
      read: '#it-was-cancelled-and-says-completed',
      evidence: run,
      decisive: await lastEvent(run),
    });
  },
);

/** The label is still being made. */
async function tellsAtOnce(lab: Lab, run: Run): Promise<Held | Found> {
  lab.did = 'Opened a return together with a note, and asked for its `status` before the label was made.';
  const said = await run.query('status').catch((error: unknown) => {
    if (error instanceof Stopped && error.raw.kind === 'message-refused')
      return error.raw.failure.replace(/\.? Registered queries.*$/, '.');
    throw error;
  });
  const { phase, notes } = Object(said) as { phase?: unknown; notes?: unknown };
  // Whether the count is right is another claim.
  if (phase === 'open' && typeof notes === 'number') return await hearsAnEarlyParcel(lab, run);
  return finding({
    did: lab.did,
    saw: `It was answered with ${typeof said === 'string' ? `an error: “${said}”` : (JSON.stringify(said) ?? 'nothing')}; right is {"phase":"open","notes":1}.`,
    why: 'A query has a sender who waits, like an update. While the label service is down, the service desk would be told that this return can’t be asked, and could not tell it from one that does not exist.',
    read: '#a-message-is-refused',
    evidence: run,
  });
}

/** The label is made, and its answer is still on the way; the parcel is not going to come twice. */
async function hearsAnEarlyParcel(lab: Lab, run: Run): Promise<Held | Found> {
  lab.did = 'Opened a return, and told it that its parcel is back (`arrived`) while the label service was still down.';
  await run.signal('arrived');
  // A machine that is too slow for it is told nothing new.
  if (lab.ledger.effects('returns.label').length > 0) return holds;
  const outcome = await run.settle({ accept: ['unfinished', 'storm', 'task-failed'] });
  // How it ends is another claim. The server ends what waits for ever after some years.
  if (!['unfinished', 'timed-out', 'storm'].includes(outcome.status)) return holds;
  if (lab.ledger.calls('returns.restock').length > 0) return holds;
  return finding({
    did: lab.did,
    saw: 'The label was made, and `handleReturn` is still waiting for the parcel.',
    why: 'A message may come as soon as the return exists. A signal is delivered once: what its handler does not keep, or what is overwritten later, is gone, and nobody will send it again.',
    read: '#a-message-is-refused',
    evidence: run,
  });
}

/**
 * A second return, called off at the first step after its wait: whoever's `try` is a step too wide is seen there. Only one, and
 * the last of its check: an activity that ends after its cancelled workflow keeps the test server's time locked.
 */
async function voidsNothingLater(lab: Lab): Promise<Held | Found> {
  const step = lab.world.holds('returns.inspect', 'before');
  lab.did = 'Opened a return; its parcel was back, and while its pictures were inspected, the return was called off.';
  const before = lab.ledger.calls('returns.voidLabel').length;
  const photosUrl = `https://pictures.example/${lab.draw.word()}`;
  const run = await openReturn(lab, { ...drawReturn(lab), photosUrl });
  await bringParcel(run);
  await lab.until(step.reached(), 'the pictures', { flowing: true });
  await run.cancel();
  await isHeard(lab, run);
  step.open();
  await run.settle({ accept: ['storm', 'task-failed', 'unfinished'] });
  if (lab.ledger.calls('returns.voidLabel').length === before) return holds;
  return finding({
    did: lab.did,
    saw: 'Its label was voided, although the parcel had come with it.',
    why: 'A cancellation is thrown at whatever wait is open. A `catch` around everything takes it there too, and undoes what is no longer to be undone: the carrier asks who pays for a parcel without a label.',
    read: '#it-was-cancelled-and-says-completed',
    evidence: run,
  });
}

/**
 * Waits until the workflow has had a task with the cancellation: the test server refuses to cancel an activity that ends in the
 * middle of that task. A workflow that waits for a local activity has no such task yet; it needs none.
 */
async function isHeard(lab: Lab, run: Run): Promise<void> {
  const hasHeard = async () => {
    const types = (await run.history()).map(({ type }) => type);
    return (
      types.lastIndexOf('TaskCompleted') > types.indexOf('RunCancelRequested') && types.includes('RunCancelRequested')
    );
  };
  await isSoon(lab.eventually(hasHeard, 'the cancellation to be heard', { ms: 3000 }));
}
