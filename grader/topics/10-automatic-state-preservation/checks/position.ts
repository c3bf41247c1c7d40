import { isDeepStrictEqual } from 'node:util';
import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import {
  allIdle,
  drawShipment,
  effectsOf,
  entriesOf,
  holdStep,
  list,
  readEntries,
  type Shipment,
  sayEnd,
  sayRoute,
  stepsOf,
} from './voyage.ts';

interface Sighting {
  expected: unknown;
  seen: unknown[];
}

export const tellsPosition = check(
  'tells-position',
  'the position is where the shipment is',
  async ({ lab }) => {
    const shipment = drawShipment(lab, 2);
    const at = lab.draw.integer(0, 1);
    lab.did = `Sent a container ${sayRoute(shipment)}, and asked for its position at five moments, once each.`;
    const { run, sightings } = await follow(lab, shipment, at, 1);
    const wrong = sightings.find(({ expected, seen }) => !isDeepStrictEqual(seen[0], expected));
    if (!wrong) return holds;
    return finding({
      did: lab.did,
      saw: `The answer was \`${JSON.stringify(wrong.seen[0])}\` when it should have been \`${JSON.stringify(wrong.expected)}\`.`,
      why: 'A customer who asks where the container is wants to know where it is now. This worker keeps nothing in memory between two questions, as after a restart, so each answer comes from a fresh replay.',
      read: '#a-query-only-looks',
      evidence: run,
    });
  },
  { needs: ['waits-at-sea', 'whole-voyage'] },
);

export const lookingOnly = check(
  'looking-only',
  'looking at a position changes neither the next answer nor the shipment',
  async ({ lab }) => {
    // A worker that remembers its workflows: what a query changes stays until somebody replays the history.
    await lab.recover({ maxCachedWorkflows: 100 });
    const shipment = drawShipment(lab, 2);
    const at = lab.draw.integer(0, 1);
    lab.did = `Sent a container ${sayRoute(shipment)}, on a worker that keeps its workflows in memory, and asked for its position at five moments, three times each.`;
    const { run, sightings } = await follow(lab, shipment, at, 3);
    const outcome = await run.outcome();
    const wrong = sightings.find(({ seen }) => seen.some((one) => !isDeepStrictEqual(one, seen[0])));
    const moved = sightings.find(({ expected, seen }) => !isDeepStrictEqual(seen[0], expected));
    const log = readEntries(outcome);
    if (!wrong && !moved && isDeepStrictEqual(log, entriesOf(shipment))) return holds;
    return finding({
      did: lab.did,
      saw: wrong
        ? `Within one moment it answered ${wrong.seen.map((one) => `\`${JSON.stringify(one)}\``).join(', then ')}.`
        : moved
          ? `After some looks it answered \`${JSON.stringify(moved.seen[0])}\` when \`${JSON.stringify(moved.expected)}\` would have been right.`
          : `The positions were right, and then \`shipment\` ${sayEnd(outcome)}. If nobody looks, the log is ${list(entriesOf(shipment))}.`,
      why: 'Queries are not in the history. What a handler changes lasts until the worker forgets the workflow; the replay after that has never heard of it. So what a customer is told, and whatever the workflow does with that variable, depends on who looked before and on when a machine died.',
      read: '#a-query-only-looks',
      evidence: run,
    });
  },
  { needs: ['waits-at-sea', 'whole-voyage', 'tells-position'] },
);

/** Follows one leg of a shipment through its three states, and then to the end; asks `times` at each of five moments. */
async function follow(
  lab: Lab,
  shipment: Shipment,
  at: number,
  times: number,
): Promise<{ run: Run; sightings: Sighting[] }> {
  const [load, move, unload] = stepsOf(shipment).slice(3 * at);
  const leg = shipment.legs[at];
  if (!load || !move || !unload || !leg) throw new Error(`there is no leg ${at}`);
  const loading = holdStep(lab, load, 'before');
  const departing = holdStep(lab, move, 'before');
  const unloading = holdStep(lab, unload, 'before');
  const sightings: Sighting[] = [];
  const run = await lab.start('shipment', shipment);
  const ask = async (expected: unknown) => {
    const seen: unknown[] = [];
    for (let time = 0; time < times; time++) seen.push(await run.query('position'));
    sightings.push({ expected, seen });
  };

  await lab.until(loading.reached(), `the loading in ${leg.from}`, { flowing: true });
  await ask({ leg: at, place: leg.from, state: 'loading' });
  loading.open();
  await lab.until(departing.reached(), `the departure from ${leg.from}`, { flowing: true });
  await ask({ leg: at, place: leg.from, state: 'loading' });
  departing.open();
  await lab.eventually(
    async () => effectsOf(lab, shipment).length === 3 * at + 2 && (await allIdle(lab)),
    'the days at sea to begin',
  );
  await ask({ leg: at, place: `${leg.from}-${leg.to}`, state: 'at sea' });
  await lab.until(unloading.reached(), `the unloading in ${leg.to}`, { flowing: true });
  await ask({ leg: at, place: leg.to, state: 'unloading' });
  unloading.open();
  await run.settle();
  await ask({ leg: shipment.legs.length, place: shipment.legs.at(-1)?.to, state: 'arrived' });
  return { run, sightings };
}
