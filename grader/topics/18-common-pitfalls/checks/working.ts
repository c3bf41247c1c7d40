import { check, type Found, finding, type Held, holds } from '../../../check/check.ts';
import { inMs } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import { addNote, drawReturn, listOf, openReturn, parcelArrives, resultOf, sayEnd } from './return.ts';

/** Worked as it was shipped, and has to go on working: the pull request's code for it looks wrong and is not. */
export const daysOpen = check(
  'days-open',
  'a return waits for its parcel, and says how many days that took',
  async ({ lab }) => {
    const days = lab.draw.integer(90, 120);
    // Enough for a return that looks about once a day.
    lab.expectUpTo({ events: 1000 });
    lab.did = `Opened a return; its parcel was back ${days} days and 2 hours later.`;
    const run = await openReturn(lab, drawReturn(lab));
    await lab.pass('1 hour');
    // Ten days at a time: each of these waits is bounded in real time.
    for (let left = days; left > 0; left -= 10) await lab.pass(inMs(`${Math.min(left, 10)} days`));
    const early = lab.ledger.operations().filter((operation) => operation !== 'returns.label');
    const labels = lab.ledger.effects('returns.label').length;
    const outcome = await parcelArrives(run);
    const said = resultOf(outcome).daysOpen;
    const voided = lab.ledger.calls('returns.voidLabel').length > 0;
    const inOrder = early.length === 0 && labels === 1 && !voided;
    if (inOrder && said === days) return await tells(lab, run, { phase: 'closed' });
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
async function tells(lab: Lab, run: Run, right: { phase: string; notes?: number }): Promise<Held | Found> {
  const status = (await run.query('status')) as { phase?: unknown; notes?: unknown } | undefined;
  if (status?.phase === right.phase && status.notes === (right.notes ?? status.notes)) return holds;
  return finding({
    did: lab.did,
    saw: `Asked for its \`status\` in the end, it said ${JSON.stringify(status) ?? 'nothing'}; right is ${JSON.stringify(right)}.`,
    why: 'This worked in the pull request, and a repair should not cost it. The service desk reads the status of a return to a customer who is on the phone.',
    read: '#in-the-exercise',
    evidence: run,
  });
}
