import { check, type Found, finding, type Held, holds } from '../../../check/check.ts';
import { inMs } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import {
  addNote,
  drawReturn,
  drawWholeReturn,
  handleReturn,
  isDown,
  isOpen,
  listOf,
  openReturn,
  resultOf,
  sayEnd,
} from './return.ts';

/** So many answers of one kind show that there will be more of them; then the service says yes, and the return goes on. */
const MANY_CALLS = 6;

/** Worked as it was shipped, and has to go on working: the three steps of which no pitfall is about a refusal. */
export const refusedOnce = check('refused-once', 'a step that is refused is not tried again', async ({ lab }) => {
  for (const [operation, code, what] of [
    ['returns.label', 'NoCarrier', 'no carrier would fetch the parcel'],
    ['returns.inspect', 'Unreadable', 'the inspector could not read the pictures'],
    ['mail.send', 'NoSuchAddress', 'the address for the letter did not exist'],
  ] as const) {
    const request = drawWholeReturn(lab);
    const refusal = lab.world.refusesAtMost(operation, code, MANY_CALLS);
    lab.did = `Handled a return; ${what} (${code}).`;
    const { run } = await handleReturn(lab, request);
    refusal.end();
    const calls = refusal.calls();
    if (calls <= 1) continue;
    return finding({
      did: lab.did,
      saw: `\`${operation}\` was called ${calls > MANY_CALLS ? `more than ${MANY_CALLS}` : calls} times; the answer was ${code} each time.`,
      why: 'This worked in the pull request, and a repair should not cost it. A refusal is an answer, and it does not change: a step that is tried again because of one keeps the return open for ever, and nobody is told why.',
      read: '#in-the-exercise',
      evidence: run,
    });
  }
  return holds;
});

/** Worked as it was shipped, and has to go on working: the pull request's code for it looks wrong and is not. */
export const daysOpen = check(
  'days-open',
  'a return waits for its parcel, and says how many days that took',
  async ({ lab }) => {
    const days = lab.draw.integer(90, 120);
    // Enough for a return that looks about once a day.
    lab.expectUpTo({ events: 1000 });
    lab.did = `Opened a return; the label service was down for a moment, and the parcel was back ${days} days after the start.`;
    // A clock that is read when the label is there is seconds late.
    lab.world.fails('returns.label', 2);
    const run = await openReturn(lab, drawReturn(lab));
    // The clock of a workflow begins with its first task. The parcel is back a moment after the last of the full days.
    const began = eventsOf(await run.history(), 'TaskStarted')[0]?.at ?? 0;
    const end = began + inMs(`${days} days`) + 300;
    // Ten days at a time: each of these waits is bounded in real time.
    for (let left = end - (await lab.now()); left > 0; left = end - (await lab.now()))
      await lab.pass(Math.min(left, inMs('10 days')));
    const early = lab.ledger.operations().filter((operation) => operation !== 'returns.label');
    const labels = lab.ledger.effects('returns.label').length;
    const shelf = lab.world.holds('returns.restock', 'before');
    if (await isOpen(run)) {
      await run.signal('arrived');
      await lab.until(shelf.reached(), 'the first item', { flowing: true });
    }
    // A workflow that waits for a local activity answers no query meanwhile.
    const isAsked = (await run.pending()).length > 0;
    const meanwhile = isAsked
      ? await tells(lab, run, { phase: 'arrived' }, 'while its items were put on the shelf')
      : holds;
    shelf.open();
    const outcome = await run.settle();
    const said = resultOf(outcome).daysOpen;
    const voided = lab.ledger.calls('returns.voidLabel').length > 0;
    const inOrder = early.length === 0 && labels === 1 && !voided;
    if (inOrder && said === days) {
      const told = meanwhile === holds ? await tells(lab, run, { phase: 'closed' }) : meanwhile;
      if (told !== holds) return told;
      const counted = await countsFullDays(lab);
      return counted === holds ? await countsToTheEnd(lab) : counted;
    }
    const isLate = inOrder && typeof said === 'number';
    const saw =
      early.length > 0
        ? `Before the parcel was back, it had called ${listOf(early)}.`
        : labels !== 1
          ? `Before the parcel was back, ${labels === 0 ? 'no label was' : `${labels} labels were`} made for it.`
          : voided
            ? 'Its label was voided, although the parcel had come and nobody had called the return off.'
            : typeof said === 'number'
              ? `The result says that it was open for ${said} days; it was open for ${days}.`
              : `\`handleReturn\` ${sayEnd(outcome)}.`;
    return finding({
      did: lab.did,
      saw,
      why: isLate
        ? 'This worked in the pull request. A workflow’s clock is the one of its history, which moves on at every event; what was written down once, or read from a machine, does not move with it.'
        : 'This worked in the pull request, and a repair should not cost it. A parcel that has not come can’t be put back on the shelf, and the carrier turns away a parcel whose label is void.',
      read: isLate ? '#what-looks-wrong-and-is-not' : '#in-the-exercise',
      evidence: run,
    });
  },
);

/** One more return, whose parcel is back soon after a midnight: there the dates lie a day further apart than full days have passed. */
async function countsFullDays(lab: Lab): Promise<Held | Found> {
  const day = inMs('1 day');
  // Opened soon after a midnight, it would be back a full day later than meant.
  if ((await lab.now()) % day < inMs('1 hour')) await lab.pass('2 hours');
  const days = lab.draw.integer(2, 6);
  const run = await openReturn(lab, drawReturn(lab));
  const began = eventsOf(await run.history(), 'TaskStarted')[0]?.at ?? 0;
  const end = Math.ceil(began / day) * day + days * day + inMs('1 minute');
  lab.did = `Opened a return; the parcel was back some hours more than ${days} days after the start, soon after midnight.`;
  await lab.pass(end - (await lab.now()));
  await run.signal('arrived');
  const outcome = await run.settle();
  const said = resultOf(outcome).daysOpen;
  if (said === days) return holds;
  return finding({
    did: lab.did,
    saw:
      typeof said === 'number'
        ? `The result says that it was open for ${said} days; ${days} full days had passed.`
        : `\`handleReturn\` ${sayEnd(outcome)}.`,
    why: 'This worked in the pull request. How many dates lie between two moments is another question than how many times 24 hours have passed: a midnight more makes it a day more.',
    read: '#what-looks-wrong-and-is-not',
    evidence: run,
  });
}

/** How far from the full day a return has to end, so that it is clear how many have passed. */
const CLEAR_MS = 5000;

/** One more, whose last full day is over after the parcel is back and before the refund is paid. */
async function countsToTheEnd(lab: Lab): Promise<Held | Found> {
  const days = lab.draw.integer(2, 6);
  const request = drawReturn(lab);
  const run = await openReturn(lab, request);
  const began = eventsOf(await run.history(), 'TaskStarted')[0]?.at ?? 0;
  const due = began + inMs(`${days} days`);
  lab.did = `Opened a return; the parcel was back half a minute before ${days} full days were over, and the bank could not be reached for some minutes.`;
  await lab.pass(due - inMs('30 seconds') - (await lab.now()));
  isDown(lab, 'payments.refund', 8, ({ args }) => args.cents === request.cents);
  await run.signal('arrived');
  const outcome = await run.settle();
  const end = (await run.history()).at(-1)?.at ?? 0;
  const said = resultOf(outcome).daysOpen;
  if (said === days || end < due + CLEAR_MS) return holds;
  return finding({
    did: lab.did,
    saw:
      typeof said === 'number'
        ? `The result says that it was open for ${said} ${said === 1 ? 'day' : 'days'}; ${days} full days had passed when it ended.`
        : `\`handleReturn\` ${sayEnd(outcome)}.`,
    why: 'This worked in the pull request. A return is over when it ends, and not when its parcel is back: what comes after that may take its time, as long as a service is away.',
    read: '#what-looks-wrong-and-is-not',
    evidence: run,
  });
}

/** The same; the host is replaced, so it comes last. */
export const ownNotes = check(
  'own-notes',
  'each return keeps its own notes, whichever worker goes on with it',
  async ({ lab }) => {
    const before = lab.draw.integer(2, 3);
    lab.did = `Two returns were open at once. The first got ${before} notes, the second got one; then their worker was replaced, and each got one more.`;
    const first = await openReturn(lab, drawReturn(lab, 'return-1'));
    const second = await openReturn(lab, drawReturn(lab, 'return-2'));
    const said: { run: Run; counts: string[]; right: number[] }[] = [
      { run: first, counts: [], right: Array.from({ length: before + 1 }, (_, index) => index + 1) },
      { run: second, counts: [], right: [1, 2] },
    ];
    const [one, two] = said as [(typeof said)[0], (typeof said)[0]];
    const add = async ({ run, counts }: (typeof said)[0]) =>
      counts.push(await addNote(run, `${lab.draw.word()} ${counts.length}`));
    for (let note = 0; note < before; note++) await add(one);
    await add(two);
    // Nothing of the returns is under way when their worker goes.
    await lab.pass(inMs('1 hour'));
    await lab.replaceHost();
    for (const each of said) await add(each);
    const wrong = said.find(({ counts, right }) => counts.join() !== right.join());
    if (wrong)
      return finding({
        did: lab.did,
        saw: `${wrong.run === first ? 'The first' : 'The second'} return counted its notes like this: ${wrong.counts.map((count, index) => (Number(count) > (wrong.right[index] ?? 0) ? 'too many' : count)).join(', ')}. It should have been ${wrong.right.join(', ')}.`,
        why: 'This worked in the pull request. What a workflow remembers is rebuilt from its own history on any worker. The memory of a worker is shared by all returns that happen to be there, and is gone when it is.',
        read: '#what-looks-wrong-and-is-not',
        evidence: wrong.run,
      });
    return await tells(lab, first, { phase: 'open', notes: before + 1 });
  },
);

/** Asks a return where it stands. */
async function tells(
  lab: Lab,
  run: Run,
  right: { phase: string; notes?: number },
  when = 'in the end',
): Promise<Held | Found> {
  const status = (await run.query('status')) as { phase?: unknown; notes?: unknown } | undefined;
  if (status?.phase === right.phase && status.notes === (right.notes ?? status.notes)) return holds;
  return finding({
    did: lab.did,
    saw: `Asked for its \`status\` ${when}, it said ${JSON.stringify(status) ?? 'nothing'}; right is ${JSON.stringify(right)}.`,
    why: 'This worked in the pull request, and a repair should not cost it. The service desk reads the status of a return to a customer who is on the phone.',
    read: '#in-the-exercise',
    evidence: run,
  });
}
