import { isDeepStrictEqual } from 'node:util';
import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import {
  busyRun,
  drawShipment,
  effectsOf,
  entriesOf,
  entryOf,
  holdStep,
  list,
  putToSea,
  readEntries,
  type Shipment,
  type Step,
  sayEnd,
  sayRoute,
  stepsOf,
} from './voyage.ts';

export const diesAtSea = check(
  'dies-at-sea',
  'a shipment at sea does not notice that the worker’s machine has died',
  async ({ lab }) => {
    const shipment = drawShipment(lab, lab.draw.integer(3, 4));
    const at = lab.draw.integer(1, shipment.legs.length - 1);
    const leg = shipment.legs[at];
    lab.did = `Sent a container ${sayRoute(shipment)}. While the ship was between ${leg?.from} and ${leg?.to}, the worker’s machine died; another one, with an empty disk, took over.`;
    const run = await putToSea(lab, shipment, at);
    const before = lab.ledger.rows.length;
    await lab.replaceHost();
    const outcome = await run.settle();
    return (
      judgeRest(lab, { shipment, run, outcome, before, at: 3 * at + 2, from: 0 }) ??
      finding({
        did: lab.did,
        saw: whatIsMissing(shipment, outcome, 0),
        why: 'Variables of an activities file live in one process, and files on one machine. Neither moves on with the shipment. What the workflow itself keeps does: another machine gets it back from the history.',
        read: '#what-is-kept-and-what-is-not',
        evidence: run,
      })
    );
  },
  { needs: ['waits-at-sea', 'whole-voyage'] },
);

export const diesAtWork = check(
  'dies-at-work',
  'a step that was under way when the machine died is done once',
  async ({ lab }) => {
    const shipment = drawShipment(lab, 3);
    const steps = stepsOf(shipment);
    const at = lab.draw.integer(1, steps.length - 2);
    const step = steps[at];
    if (!step) throw new Error(`there is no step ${at}`);
    lab.did = `Sent a container ${sayRoute(shipment)}. The worker’s machine died when the terminal had done \`${step.entry}\` and not answered yet; another machine, with an empty disk, took over.`;
    const { run, outcome, before } = await pullPlug(lab, shipment, step);
    const twice = effectsOf(lab, shipment).filter((entry, index, all) => all.indexOf(entry) < index);
    if (twice.length > 0)
      return finding({
        did: lab.did,
        saw: `In the end the terminals had done this twice: ${list(twice)}.`,
        why: 'A worker that dies leaves nothing behind to tell what it had done: no variable, and no file. Whoever tries again can’t know. The terminal can, if it is told each time by the same name what is asked of it.',
        read: '#an-attempt-may-be-the-second',
        evidence: run,
      });
    return (
      judgeRest(lab, { shipment, run, outcome, before, at, from: at }) ??
      finding({
        did: lab.did,
        saw: whatIsMissing(shipment, outcome, at),
        why: 'Machines die in the middle of something. The server notices after a while and hands the step to another worker; the shipment should only see that it took longer.',
        read: '#an-attempt-may-be-the-second',
        evidence: run,
      })
    );
  },
  { needs: ['waits-at-sea', 'whole-voyage'] },
);

export const triedAgain = check(
  'tried-again',
  'a step that a terminal could not do at first is done later',
  async ({ lab }) => {
    const shipment = drawShipment(lab, 2);
    for (const operation of ['terminals.load', 'terminals.depart', 'terminals.unload'] as const)
      lab.world.fails(operation, 1);
    lab.did = `Sent a container ${sayRoute(shipment)}; the terminals’ computers were down at the first call to load, to move and to unload, and up again a moment later.`;
    const run = await lab.start('shipment', shipment);
    const outcome = await run.settle();
    const expected = entriesOf(shipment);
    const done = effectsOf(lab, shipment);
    if (isDeepStrictEqual(done, expected) && isDeepStrictEqual(readEntries(outcome), expected)) return holds;
    const missing = expected.filter((entry) => !done.includes(entry));
    return finding({
      did: lab.did,
      saw:
        missing.length > 0
          ? `The terminals never did this: ${list(missing)}. And \`shipment\` ${sayEnd(outcome)}.`
          : `The terminals did this: ${list(done)}. And \`shipment\` ${sayEnd(outcome)}.`,
      why: 'A second attempt is there to do what the first one did not. Whatever tells it that all is done, a flag that was set too early or a limit on attempts, leaves a container on the quay.',
      read: '#an-attempt-may-be-the-second',
      evidence: run,
    });
  },
  { needs: ['waits-at-sea', 'whole-voyage'] },
);

/** Lets a step act, and takes the host away before the answer is there; the next host finds the attempt timed out. */
async function pullPlug(
  lab: Lab,
  shipment: Shipment,
  step: Step,
): Promise<{ run: Run; outcome: Outcome; before: number }> {
  const gate = holdStep(lab, step, 'after');
  const run = await lab.start('shipment', shipment);
  await lab.until(gate.reached(), `\`${step.entry}\` to be done`, { flowing: true });
  await lab.crash();
  const before = lab.ledger.rows.length;
  gate.open();
  const busy = await busyRun(lab, run);
  await Promise.all([lab.recover(), lab.expire(busy)]);
  return { run, outcome: await run.settle(), before };
}

interface Rest {
  shipment: Shipment;
  run: Run;
  outcome: Outcome;
  /** How many calls the world had seen when the machine died. */
  before: number;
  /** Which step was under way, or comes next. */
  at: number;
  /** From which step on the log is judged. */
  from: number;
}

/** Holds when the log is right from a step on; a finding when earlier steps were asked for again; undefined otherwise. */
function judgeRest(lab: Lab, { shipment, run, outcome, before, at, from }: Rest) {
  const earlier = entriesOf(shipment).slice(0, at);
  const again = [...new Set(lab.ledger.rows.slice(before).map(entryOf))].filter((entry) => earlier.includes(entry));
  if (again.length > 0)
    return finding({
      did: lab.did,
      saw: `After that the terminals were asked again for what had been done: ${list(again)}.`,
      why: 'The history says which steps have been done and what they answered. Whoever begins again from the start lets ships sail that have long arrived, and waits for each of them once more.',
      read: '#replay-calls-nothing-again',
      evidence: run,
    });
  const expected = entriesOf(shipment).slice(from);
  const entries = readEntries(outcome);
  return isDeepStrictEqual(from === 0 ? entries : entries?.slice(-expected.length), expected) ? holds : undefined;
}

function whatIsMissing(shipment: Shipment, outcome: Outcome, from: number): string {
  const expected = entriesOf(shipment).slice(from);
  const entries = readEntries(outcome);
  if (!entries) return `\`shipment\` ${sayEnd(outcome)}.`;
  const missing = expected.filter((entry) => !entries.includes(entry));
  if (missing.length > 0) return `These entries are missing from its log: ${list(missing)}.`;
  return `Its log was: ${list(entries)}. Right would be: ${list(entriesOf(shipment))}.`;
}
