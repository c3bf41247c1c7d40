import { isDeepStrictEqual } from 'node:util';
import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import type { Gate } from '../../../world/gate.ts';
import {
  busyRun,
  drawShipment,
  effectsOf,
  entriesOf,
  entryOf,
  holdStep,
  lastAsked,
  list,
  putToSea,
  readEntries,
  type Shipment,
  type Step,
  sayEnd,
  sayRoute,
  stepsOf,
} from './voyage.ts';

/** When a machine died. */
interface Death {
  /** Which step was under way, or comes next. */
  at: number;
  /** How many calls the world had seen. */
  before: number;
}

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
    const again = askedAgain(lab, shipment, { at: 3 * at + 2, before });
    if (again.length > 0)
      return finding({
        did: lab.did,
        saw: `After that the terminals were asked again for what had been done: ${list(again)}.`,
        ...beginsAgain,
        evidence: run,
      });
    if (isDeepStrictEqual(readEntries(outcome), entriesOf(shipment))) return holds;
    return finding({
      did: lab.did,
      saw: whatIsMissing(shipment, outcome),
      why: 'Variables of an activities file live in one process, and files on one machine. Neither moves on with the shipment. What the workflow itself keeps does: another machine gets it back from the history.',
      read: '#what-is-kept-and-what-is-not',
      evidence: run,
    });
  },
  { needs: ['waits-at-sea', 'whole-voyage'] },
);

export const diesAtWork = check(
  'dies-at-work',
  'a step that was under way when the machine died is done once',
  async ({ lab }) => {
    const shipment = drawShipment(lab, 3);
    const steps = stepsOf(shipment);
    const deadly = drawSteps(lab, steps).map((at) => ({ at, gate: holdStep(lab, stepAt(steps, at), 'after') }));
    const deaths: Death[] = [];
    lab.did = `Sent a container ${sayRoute(shipment)}.`;
    const run = await lab.start('shipment', shipment);
    for (const { at, gate } of deadly) {
      if (!(await comesTo(lab, run, stepAt(steps, at), gate))) break;
      deaths.push({ at, before: await pullPlug(lab, run, gate) });
      lab.did = `Sent a container ${sayRoute(shipment)}. ${sayDeaths(deaths.map((death) => stepAt(steps, death.at)))}`;
    }
    const outcome = await run.settle();
    const twice = effectsOf(lab, shipment).filter((entry, index, all) => all.indexOf(entry) < index);
    if (twice.length > 0)
      return finding({
        did: lab.did,
        saw: `In the end the terminals had done this twice: ${list([...new Set(twice)])}.`,
        why: 'A worker that dies leaves nothing behind to tell what it had done: no variable, and no file. Whoever tries again can’t know. The terminal can, if it is handed the same key each time. What an activity makes up or remembers is another one in the next attempt, or gone; its arguments are the same.',
        read: '#an-attempt-may-be-the-second',
        evidence: run,
      });
    for (const death of deaths) {
      const again = askedAgain(lab, shipment, death);
      if (again.length > 0)
        return finding({
          did: lab.did,
          saw: `After the death at \`${stepAt(steps, death.at).entry}\` the terminals were asked again for what had been done before: ${list(again)}.`,
          ...beginsAgain,
          evidence: run,
        });
    }
    if (isWholeOrCutOff(readEntries(outcome) ?? [], entriesOf(shipment), deaths.at(-1)?.at ?? 0)) return holds;
    const unheard = await findUnheard(lab, steps, deaths);
    return finding({
      did: lab.did,
      saw: unheard
        ? `\`${unheard}\` timed out, no second attempt was made, and \`shipment\` ${sayEnd(outcome)}.`
        : whatIsMissing(shipment, outcome),
      why: unheard
        ? 'A dead machine is noticed when the attempt has run out of its time. Then another worker takes the step, if its options leave room for one more attempt: a limit on their number, or on the time of all of them together, may be used up by the first.'
        : 'Machines die in the middle of something. The server notices after a while and hands the step to another worker; the shipment should only see that it took longer.',
      read: '#an-attempt-may-be-the-second',
      evidence: run,
    });
  },
  { needs: ['waits-at-sea', 'whole-voyage'] },
);

/** What is to be said of somebody who asks for steps that are done. */
export const beginsAgain = {
  why: 'The history says which steps have been done and what they answered. Whoever begins again, be it the whole voyage or one leg, asks for steps that are done, and may wait once more for days at sea that are over.',
  read: '#replay-calls-nothing-again',
} as const;

/** One step of each kind, each of another of three legs, in the order of the voyage: an answer may be wrong in one activity alone. */
function drawSteps(lab: Lab, steps: Step[]): number[] {
  const legs = lab.draw.shuffle([0, 1, 2]);
  const kinds = ['load', 'move', 'unload'] as const;
  const drawn = kinds.map((kind, index) => steps.findIndex((step) => step.kind === kind && step.leg === legs[index]));
  return drawn.sort((a, b) => a - b);
}

function stepAt(steps: Step[], at: number): Step {
  const step = steps[at];
  if (!step) throw new Error(`there is no step ${at}`);
  return step;
}

/** Lets time flow until a step is held at its gate, or the run is over; says whether it is held. */
async function comesTo(lab: Lab, run: Run, { entry }: Step, gate: Gate): Promise<boolean> {
  const isHeld = () => gate.arrived.length > 0;
  const look = async () => isHeld() || (await run.outcome()).status !== 'unfinished';
  await lab.eventually(look, `\`${entry}\` to be under way`, { flowing: true });
  return isHeld();
}

/** Takes the host away while a call is held; the next host finds the attempt timed out. Answers how many calls there were. */
async function pullPlug(lab: Lab, run: Run, gate: Gate): Promise<number> {
  await lab.crash();
  const before = lab.ledger.rows.length;
  // Nobody hears the held call any more: what it has not done yet, it must not do late.
  gate.releaseOne('outage');
  gate.open();
  const busy = await busyRun(lab, run);
  await Promise.all([lab.recover(), lab.expire(busy)]);
  return before;
}

/** What was called after a death although it had been done by then. */
function askedAgain(lab: Lab, shipment: Shipment, { at, before }: Death): string[] {
  const earlier = entriesOf(shipment).slice(0, at);
  return [...new Set(lab.ledger.rows.slice(before).map(entryOf))].filter((entry) => earlier.includes(entry));
}

/** Whether a log is right, at least from the last death on: that the rest was lost with a machine is the claim of `dies-at-sea`. */
function isWholeOrCutOff(entries: string[], expected: string[], lastDeath: number): boolean {
  const isLongEnough = entries.length >= expected.length - lastDeath;
  return isLongEnough && isDeepStrictEqual(entries, expected.slice(-entries.length));
}

/** The activity of a step during which the machine died, and which nobody was given once more; undefined when there is none. */
async function findUnheard(lab: Lab, steps: Step[], deaths: Death[]): Promise<string | undefined> {
  for (const { at, before } of deaths) {
    const step = stepAt(steps, at);
    const asked = await lastAsked(lab, step);
    const isCalled = lab.ledger.rows.slice(before).some((row) => entryOf(row) === step.entry);
    if (asked?.end === 'timed-out' && !isCalled) return asked.activity;
  }
  return undefined;
}

function sayDeaths(steps: Step[]): string {
  const done = list(steps.map(({ entry }) => `\`${entry}\``));
  if (steps.length === 1)
    return `The worker’s machine died when the terminal had done ${done} and not answered yet; another machine, with an empty disk, took over.`;
  return `${steps.length === 2 ? 'Twice' : 'Three times'} the worker’s machine died when a terminal had done a step and not answered yet: ${done}. Each time another machine, with an empty disk, took over.`;
}

function whatIsMissing(shipment: Shipment, outcome: Outcome): string {
  const expected = entriesOf(shipment);
  const entries = readEntries(outcome);
  if (!entries) return `\`shipment\` ${sayEnd(outcome)}.`;
  const missing = expected.filter((entry) => !entries.includes(entry));
  if (missing.length > 0) return `These entries are missing from its log: ${list(missing)}.`;
  return `Its log was: ${list(entries)}. Right would be: ${list(expected)}.`;
}
