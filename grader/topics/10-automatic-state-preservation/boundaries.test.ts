/**
 * What a grading leaves out because it would take too long: a voyage whose machine dies at every point that can be told
 * from outside, one death after the other, in one run. Each step dies twice, before and after the terminal has acted,
 * and each leg once more at sea.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { check, finding, holds } from '../../check/check.ts';
import { runChecks } from '../../check/run-checks.ts';
import { rootDir } from '../../host/places.ts';
import type { Lab } from '../../lab/lab.ts';
import { Lane } from '../../lab/lane.ts';
import { buildParts } from '../../lab/parts.ts';
import type { Run } from '../../lab/run.ts';
import type { Supply } from '../../lab/supply.ts';
import { openTestSupply } from '../../lab/test-supply.ts';
import { overlayFiles } from '../../submission/overlay.ts';
import { readSubmission } from '../../submission/submission.ts';
import type { Gate } from '../../world/gate.ts';
import {
  allIdle,
  busyRun,
  drawShipment,
  effectsOf,
  entriesOf,
  entryOf,
  readEntries,
  type Shipment,
  type Step,
  stepsOf,
} from './checks/voyage.ts';

const folder = '10-automatic-state-preservation';
let supply: Supply;
let lane: Lane;

beforeAll(async () => {
  supply = await openTestSupply(process.env);
  lane = await Lane.open(supply, 'fast');
});

afterAll(async () => {
  await Promise.all([lane.close(), supply.close()]);
  await supply.keeper.close();
});

const right = 'nothing is missing, and nothing was done twice';
const cases = [
  { name: 'solution', legs: 2, seen: right },
  { name: 'module-variables', legs: 1, seen: right },
  { name: 'log-in-memory', legs: 1, seen: 'the log has 1 of 3 entries' },
  { name: 'flags-on-the-disk', legs: 1, seen: 'done more than once: 3 of 3 steps' },
];

for (const { name, legs, seen } of cases)
  test(`${name}, its machine dead at every boundary: ${seen}`, { timeout: 240_000 }, async () => {
    const said: string[] = [];
    const everywhere = check(
      'everywhere',
      'a voyage survives every death',
      async ({ lab }) => {
        said.push(await pullEverywhere(lab, drawShipment(lab, legs)));
        return said[0] === right ? holds : finding({ did: '', saw: said[0] ?? '', why: '', read: '#' });
      },
      { deadlineMs: 200_000 },
    );
    const parts = await buildParts(await compose(name), {}, 'fast');
    const [result] = await runChecks({ checks: [everywhere], setting: {}, parts, lane, seed: 3 });
    expect(result?.kind === 'stopped' ? JSON.stringify({ ...result.raw, runs: undefined }) : said[0]).toBe(seen);
  });

async function compose(name: string) {
  const solution = await readSubmission({ dir: join(rootDir, 'solutions', folder), origin: 'solution' });
  if (name === 'solution') return solution;
  const specimen = join(rootDir, 'grader/topics', folder, 'zoo', name);
  return overlayFiles(solution, (await readSubmission({ dir: specimen, origin: 'folder' })).files);
}

/** Sends a shipment and lets the machine die wherever it can be stopped; says what came of the shipment. */
async function pullEverywhere(lab: Lab, shipment: Shipment): Promise<string> {
  const held = stepsOf(shipment).map((step) => ({ step, gates: holdAttempts(lab, step) }));
  const run = await lab.start('shipment', shipment);
  for (const { step, gates } of held) {
    const [before, after, third] = gates;
    await dieInStep(lab, run, before);
    await dieInStep(lab, run, after);
    await lab.until(third.reached(), `the third attempt of ${step.entry}`, { flowing: true });
    third.open();
    if (step.kind !== 'move') continue;
    await lab.eventually(() => allIdle(lab), 'the days at sea to begin');
    await lab.replaceHost();
  }
  const outcome = await run.settle();
  const expected = entriesOf(shipment);
  const done = effectsOf(lab, shipment);
  const twice = expected.filter((entry) => done.filter((one) => one === entry).length > 1);
  if (twice.length > 0) return `done more than once: ${twice.length} of ${expected.length} steps`;
  const entries = readEntries(outcome) ?? [];
  const kept = expected.filter((entry) => entries.includes(entry));
  if (kept.length < expected.length) return `the log has ${kept.length} of ${expected.length} entries`;
  return entries.length === expected.length ? right : `the log has ${entries.length} entries`;
}

/** Holds the first attempt of a step before the terminal acts, the second after it, and the third before it again. */
function holdAttempts(lab: Lab, { operation, entry }: Step): [Gate, Gate, Gate] {
  let attempts = 0;
  const hold = (number: number, when: 'before' | 'after') =>
    lab.world.holds(operation, when, (row) => {
      if (entryOf(row) !== entry) return false;
      if (number === 1) attempts++;
      return attempts === number;
    });
  return [hold(1, 'before'), hold(2, 'after'), hold(3, 'before')];
}

async function dieInStep(lab: Lab, run: Run, gate: Gate): Promise<void> {
  await lab.until(gate.reached(), 'the next step', { flowing: true });
  await lab.crash();
  gate.open();
  const busy = await busyRun(lab, run);
  await Promise.all([lab.recover(), lab.expire(busy)]);
}
