import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { CallOutcome } from '../../../host/call.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import { ask, askInVain, drawForServer, idOf, sayAnswer, settleStarted, startedNow } from './asking.ts';
import {
  balanceOf,
  chargesOf,
  nextPeriod,
  nextYear,
  pointsFor,
  type Renewal,
  receiptsOf,
  times,
  withAddOn,
} from './subscription.ts';

const needs = ['renewal'];

export const startEach: Check = check(
  'start-each',
  'each month of each subscription has a renewal of its own',
  async ({ lab }) => {
    const before = await startedNow(lab);
    const first = drawForServer(lab);
    const wanted = [
      { name: 'one month', renewal: first },
      { name: 'the next month', renewal: { ...first, period: nextPeriod(first) } },
      { name: 'the same month of the next year', renewal: { ...first, period: nextYear(first) } },
      { name: 'another subscription', renewal: { ...first, subscriptionId: `${first.subscriptionId}b` } },
    ];
    lab.did =
      'Called `startRenewal` for one month of a subscription, then for the next month, then for the first month’s namesake of the next year, then for another subscription of the same customer.';
    const missing: string[] = [];
    for (const { name, renewal } of wanted) {
      const outcome = await ask(lab, renewal);
      const run = idOf(outcome) && (await lab.find('renewSubscription', idOf(outcome) ?? ''));
      if (!run) missing.push(`${name} (${sayAnswer(outcome)})`);
      await settleStarted(lab, before);
    }
    const inputs = await inputsOf(lab);
    const absent = wanted.filter(({ renewal }) => !inputs.some((input) => isSame(input, renewal)));
    if (missing.length + absent.length === 0) return holds;
    return finding({
      did: lab.did,
      saw:
        absent.length > 0
          ? `No renewal was started for ${absent.map(({ name }) => name).join(' and for ')}.`
          : `\`startRenewal\` did not answer with the id of a renewal: ${missing.join(', ')}.`,
      why: 'An id that says too little makes different things look like the same one. The customer is not charged, which nobody complains about, until the year is over.',
      read: '#start-once',
    });
  },
  { needs },
);

export const askedTwice: Check = check(
  'asked-twice',
  'a month that is asked for again is renewed once',
  async ({ lab }) => {
    const { renewal, whileOpen } = await askThrice(lab);
    const charges = chargesOf(lab, renewal).length;
    const receipts = receiptsOf(lab, renewal).length;
    const [points, balance] = [pointsFor(renewal), await balanceOf(lab, renewal)];
    if (charges === 1 && receipts === 1 && points === balance) return holds;
    return finding({
      did: lab.did,
      saw: `For this month the card was charged ${times(charges)}: ${times(whileOpen)} for the first two calls together, ${times(charges - whileOpen)} for the third. Receipts: ${receipts}; points: ${balance} instead of ${points}.`,
      why: 'The job and the service desk mean the same month, and each run looks right by itself. Only a name that is made of the month can tell the second that it is the second.',
      read: '#start-once',
    });
  },
  { needs },
);

export const startAnswers: Check = check(
  'start-answers',
  'whoever asks again gets the answer of the first',
  async ({ lab }) => {
    const { outcomes } = await askThrice(lab);
    const [open, closed] = [outcomes.slice(0, 2), outcomes.slice(2)];
    const ids = new Set(outcomes.map(idOf));
    if (ids.size === 1 && !ids.has(undefined)) return holds;
    if (open.some(({ kind }) => kind === 'unanswered'))
      return finding({
        did: lab.did,
        saw: 'While the renewal was open, `startRenewal` gave no answer, as if it waited for the end.',
        why: 'A renewal goes on for days when the provider is down. A job that starts 9,000 of them can’t stand beside each.',
        read: '#in-the-exercise',
      });
    const thrown = [...open, ...closed].find(({ kind }) => kind !== 'value');
    const when = open.some(({ kind }) => kind !== 'value')
      ? 'While the renewal was open, one of two calls'
      : 'When the renewal was done, the third call';
    return finding({
      did: lab.did,
      saw: thrown
        ? `${when} got an error: ${sayAnswer(thrown)}.`
        : `The three calls did not get the same answer: ${outcomes.some((outcome) => !idOf(outcome)) ? 'one had no workflow id in it' : 'the ids differ'}.`,
      why: 'That somebody was here before is no failure: what was asked for is under way, or done. The job reports an error every night, and the day there is a real one, nobody looks.',
      read: '#start-once',
    });
  },
  { needs: ['renewal', 'asked-twice'] },
);

export const triedAgain: Check = check(
  'tried-again',
  'a renewal that failed halfway charges nothing twice when it is asked for again',
  async ({ lab }) => {
    const before = await startedNow(lab);
    const renewal = withAddOn(lab, drawForServer(lab));
    let declined = false;
    lab.world.on('payments.charge', ({ args }) => {
      if (declined || args.cents !== renewal.addOnCents) return undefined;
      declined = true;
      return { kind: 'refuse', code: 'CardDeclined' };
    });
    lab.did =
      'Called `startRenewal`. The plan was charged; for the add-on the card was declined. When nothing was under way any more, called it again for the same month, with a card that works.';
    await ask(lab, renewal);
    await settleStarted(lab, before);
    await ask(lab, renewal);
    await settleStarted(lab, before);
    const made = chargesOf(lab, renewal).filter(({ args }) => args.cents === renewal.cents).length;
    if (made <= 1) return holds;
    return finding({
      did: lab.did,
      saw: `The plan of this month was charged ${times(made)}: the second run asked for it with a key of its own.`,
      why: 'A run that begins again has another run id, other random numbers, and the same workflow id. A key that is new in each run protects only as long as nothing lets a second run begin.',
      read: '#what-makes-a-key',
    });
  },
  { needs: ['renewal', 'asked-twice'] },
);

export const startFails: Check = check(
  'start-fails',
  'a start that did not happen is not taken for one that did',
  async ({ lab }) => {
    const renewal = drawForServer(lab);
    lab.did = 'Called `startRenewal` with an empty task queue, which the SDK refuses, so that nothing was started.';
    const outcome = await askInVain(lab, renewal);
    const id = idOf(outcome);
    if (id === undefined) return holds;
    if (await lab.find('renewSubscription', id)) return holds;
    return finding({
      did: lab.did,
      saw: '`startRenewal` answered with a workflow id all the same, and the server knows no such workflow.',
      why: '“Somebody was here before” is one error among many. Whoever takes them all for that one reports a renewal that does not exist, and nobody asks for it again.',
      read: '#start-once',
    });
  },
  { needs },
);

export const startedAfterAll: Check = check(
  'started-after-all',
  'a start that did not happen can be made again',
  async ({ lab }) => {
    const before = await startedNow(lab);
    const renewal = drawForServer(lab);
    lab.did =
      'Called `startRenewal` with an empty task queue, which the SDK refuses, so that nothing was started. Then called it for the same month with a task queue.';
    await askInVain(lab, renewal);
    const outcome = await ask(lab, renewal);
    const id = idOf(outcome);
    const run = id === undefined ? undefined : await lab.find('renewSubscription', id);
    await settleStarted(lab, before);
    if (run) return holds;
    return finding({
      did: lab.did,
      saw:
        id === undefined
          ? `The second call got ${outcome.kind === 'thrown' ? 'an error' : 'no workflow id'}: ${sayAnswer(outcome)}.`
          : 'The second call was answered with a workflow id, and the server knows no such workflow.',
      why: 'Nothing is started before the server has said so. What a process notes down earlier, or keeps of a start that failed, stands in the way of the next one: the job asks again, nothing begins, and the customer’s month runs out.',
      read: '#start-once',
    });
  },
  { needs: ['start-fails'] },
);

interface Asked {
  renewal: Renewal;
  outcomes: CallOutcome[];
  /** Charges made before the third call. */
  whileOpen: number;
}

/** Two calls at the same moment while nothing can get done, and a third one when all is done. */
async function askThrice(lab: Lab): Promise<Asked> {
  const before = await startedNow(lab);
  const drawn = drawForServer(lab);
  // Whole euros: a price that is a few cents higher is worth the same points.
  const renewal = { ...drawn, cents: drawn.cents - (drawn.cents % 100) };
  const gate = lab.world.holds('payments.charge', 'before');
  lab.did =
    'Called `startRenewal` twice at the same moment for the same month of a subscription (the second time in another order of the fields, and 50 cents dearer), and once more when the renewal was done.';
  await lab.host();
  const dearer = { ...renewal, cents: renewal.cents + 50 };
  const turned = Object.fromEntries(Object.entries(dearer).reverse()) as unknown as Renewal;
  const outcomes = await Promise.all([ask(lab, renewal), ask(lab, turned)]);
  gate.open();
  await settleStarted(lab, before);
  const whileOpen = chargesOf(lab, renewal).length;
  outcomes.push(await ask(lab, renewal));
  await settleStarted(lab, before);
  return { renewal, outcomes, whileOpen };
}

async function inputsOf(lab: Lab): Promise<unknown[]> {
  const histories = await Promise.all(lab.runs.map((run: Run) => run.history()));
  return histories.flatMap((events) => eventsOf(events, 'RunStarted').map(({ input }) => input[0]));
}

function isSame(input: unknown, { subscriptionId, period }: Renewal): boolean {
  const { subscriptionId: subscription, period: month } = Object(input);
  return subscription === subscriptionId && month === period;
}
