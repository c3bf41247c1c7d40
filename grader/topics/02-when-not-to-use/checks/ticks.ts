import { isDeepStrictEqual } from 'node:util';
import { check, finding, holds } from '../../../check/check.ts';
import type { CallOutcome } from '../../../host/call.ts';
import type { Lab } from '../../../lab/lab.ts';
import { isSoon } from '../../../lab/soon.ts';
import { ask, evidence, openShop, type Shop, saySo, started } from './shop.ts';

export const tickStored = check(
  'tick-stored',
  'a tick is answered when the store of rates has it',
  async ({ lab }) => {
    const shop = await openShop(lab);
    const [first, last] = [drawTick(lab, 1), drawTick(lab, 2)];
    lab.did = `Sent two ticks of ${last.pair}, one after the other.`;
    const held = lab.world.holds('rates.put', 'before', ({ args }) => args.rate === last.rate);
    await ask(shop, 'ingestTick', first);
    let answered = false;
    const taken = send(shop, last).then((outcome) => {
      answered = outcome.kind === 'value';
    });
    taken.catch(() => {});
    // One that answers without storing never gets to the gate, so it is enough that either has happened.
    await lab.until(Promise.race([held.reached(), taken]), 'the tick to be stored', { flowing: true });
    // What the host answered before this call has arrived before its answer.
    await lab.tryCall({ file: 'decisions.ts', export: 'decisions' });
    const early = answered;
    held.open();
    await lab.until(taken, 'ingestTick to answer', { flowing: true });
    const stored = lab.ledger.effects('rates.put').at(-1)?.args;
    if (!early && isDeepStrictEqual(stored, { ...last })) return holds;
    return finding({
      did: lab.did,
      saw: early
        ? 'The second tick was answered while the store had not taken it yet.'
        : `The last thing the store was told is ${JSON.stringify(stored) ?? 'nothing'}; the last tick was ${JSON.stringify(last)}.`,
      why: 'The sender takes the answer for a receipt. A tick that is answered and then lost leaves an old rate in place, and nobody knows to send it again.',
      read: '#in-the-exercise',
    });
  },
  { needs: ['ticks-plain'] },
);

export const ticksPlain = check('ticks-plain', 'price ticks start no workflow, however many come', async ({ lab }) => {
  const shop = await openShop(lab);
  const count = lab.draw.integer(4, 6);
  lab.did = `Sent ${count} price ticks.`;
  for (let index = 0; index < count; index++) await ask(shop, 'ingestTick', drawTick(lab, index));
  const runs = await started(shop);
  if (runs.length === 0) return holds;
  return finding({
    did: lab.did,
    saw: `${saySo(runs)} for them; at 2,000 ticks a second that is ${runs.length === 1 ? 'one history that is full within seconds' : 'a few hundred million histories a day'}.`,
    why: 'A history remembers every step for ever, and of a tick nothing is worth remembering: the next one makes it useless. Many small events that replace each other are a stream.',
    read: '#streams',
    ...(await evidence(lab, runs)),
  });
});

export const tickBusy = check(
  'tick-busy',
  'of ticks that come while another is being stored, each is answered when the store has it',
  async ({ lab }) => {
    const shop = await openShop(lab);
    const [first, second] = [drawTick(lab, 1), drawTick(lab, 2)];
    lab.did = `Sent two ticks of ${second.pair}, the second while the store was still taking the first.`;
    const held = lab.world.holds('rates.put', 'before');
    const one = send(shop, first);
    await lab.until(Promise.race([held.reached(), one]), 'the first tick to be stored');
    let early = false;
    const two = send(shop, second).then((outcome) => {
      const stored = lab.ledger.effects('rates.put').some(({ args }) => args.rate === second.rate);
      early = outcome.kind === 'value' && !stored;
    });
    two.catch(() => {});
    // When this is answered, the second tick has arrived at the host.
    await lab.tryCall({ file: 'decisions.ts', export: 'decisions' });
    held.releaseOne();
    const isTold = await isSoon(lab.until(one, 'ingestTick to answer'));
    held.open();
    await lab.until(Promise.all([one, two]), 'ingestTick to answer', { flowing: true });
    if (early)
      return finding({
        did: lab.did,
        saw: 'The second tick was answered, and the store had not taken it yet.',
        why: 'The sender takes the answer for a receipt. If the process dies now, or the store refuses, the tick is lost, and its sender never hears of it.',
        read: '#in-the-exercise',
      });
    if (isTold) return holds;
    return finding({
      did: lab.did,
      saw: 'The store had the first tick, and its sender heard nothing of it as long as the second was being stored.',
      why: 'Another tick is always on its way. When they come faster than the store takes them, the senders wait for a pause that does not come before the exchange closes.',
      read: '#in-the-exercise',
    });
  },
  { needs: ['tick-stored'] },
);

/** So many calls show that there will be more of them; then the store takes the tick. */
const MANY_CALLS = 3;

export const tickRefused = check(
  'tick-refused',
  'a tick that the store could not take is not answered as if it had',
  async ({ lab }) => {
    const shop = await openShop(lab);
    const tick = drawTick(lab, 1);
    lab.world.fails('rates.put', MANY_CALLS);
    lab.did = 'Sent a tick while the store of rates could not be reached.';
    const { kind } = await lab.until(send(shop, tick), 'ingestTick to answer', { flowing: true });
    if (kind !== 'value' || lab.ledger.effects('rates.put').length > 0) return holds;
    return finding({
      did: lab.did,
      saw: 'It was answered as usual, and the store does not have it.',
      why: 'The sender takes the answer for a receipt. It would send the tick again if it heard that something went wrong; like this an old rate stays in place, and nobody knows.',
      read: '#in-the-exercise',
    });
  },
  { needs: ['tick-stored'] },
);

/** Sends a tick; what comes of it is for the caller to see. */
function send({ lab }: Shop, tick: ReturnType<typeof drawTick>): Promise<CallOutcome> {
  const outcome = lab.tryCall({ on: 'app', method: 'ingestTick', args: [tick] });
  outcome.catch(() => {});
  return outcome;
}

function drawTick({ draw }: Lab, index: number) {
  const at = new Date(Date.UTC(2030, 0, 1, 12, 0, index)).toISOString();
  return { pair: 'EUR/USD', rate: (draw.integer(1_000, 1_099) + index * 100) / 1_000, at };
}
