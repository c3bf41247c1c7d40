import { readFile } from 'node:fs/promises';
import type { Lab } from '../../../lab/lab.ts';
import { drawOrder, sayMismatch } from './orders.ts';

/** Where a recorded order was when its history was taken, and how to say it. */
const steps = {
  reserving: 'being reserved',
  waiting: 'in their waiting day',
  checking: 'at the fraud desk',
  charging: 'being charged',
  shipping: 'being shipped',
  shipped: 'already shipped',
  refused: 'refused',
};

type Step = keyof typeof steps;

const recorded = {
  v1: ['reserving', 'waiting', 'charging', 'shipping', 'shipped'],
  v2: ['reserving', 'waiting', 'checking', 'charging', 'shipping', 'shipped', 'refused'],
  v3: ['reserving', 'waiting', 'checking', 'charging', 'shipping', 'shipped', 'refused'],
  v4: ['reserving', 'waiting', 'checking', 'charging', 'shipping', 'shipped', 'refused'],
} satisfies Record<string, Step[]>;

/** A stage in the life of the change. */
export type Era = keyof typeof recorded;

/** Recorded orders that the code can't rebuild. */
export interface Unfit {
  /** `Orders being charged, being shipped and already shipped don’t fit any more. Those being reserved still do.` */
  text: string;
  /** Whether orders that are still open are among them. */
  hitsOpen: boolean;
  /** What Temporal says about the first of them. */
  said: string;
}

/**
 * Replays the orders of an era. A finished order went through every step an open one has behind it, so the open ones are
 * only replayed to say who is hit.
 */
export async function findUnfit(lab: Lab, era: Era, workflows: string): Promise<Unfit | undefined> {
  const finished: Step[] = era === 'v1' ? ['shipped'] : ['shipped', 'refused'];
  const first = await findBroken(lab, { era, workflows, among: finished });
  if (first.length === 0) return undefined;
  const broken = await findBroken(lab, { era, workflows, among: recorded[era] });
  const hit = new Set(broken.map(({ step }) => step));
  return {
    text: sayUnfit(
      broken.map(({ step }) => steps[step]),
      recorded[era].filter((step) => !hit.has(step)).map((step) => steps[step]),
    ),
    hitsOpen: broken.some(({ step }) => !finished.includes(step)),
    said: broken[0]?.said ?? '',
  };
}

async function findBroken(lab: Lab, { era, workflows, among }: { era: Era; workflows: string; among: Step[] }) {
  const broken: { step: Step; said: string }[] = [];
  for (const step of among) {
    const history = await readFile(new URL(`../histories/${era}-${step}.bin`, import.meta.url));
    const outcome = await lab.replay(history, { workflows });
    if (outcome.kind === 'replayed') continue;
    if (outcome.kind === 'replay-failed') await runOnce(lab, workflows);
    broken.push({
      step,
      said: 'message' in outcome ? sayMismatch(outcome.message) : 'nothing: the replay never ended',
    });
  }
  return broken;
}

/** Code that fails on a history for another reason fails on a new order as well, and tells more about itself there. */
async function runOnce(lab: Lab, file: string): Promise<void> {
  await lab.recover();
  const run = await lab.start('checkout', drawOrder(lab), { file });
  await run.settle();
}

function sayUnfit(broken: string[], sound: string[]): string {
  const others = sound.length === 0 ? '' : ` Those ${sayList(sound)} still do.`;
  return `Orders ${sayList(broken)} don’t fit any more.${others}`;
}

function sayList(words: string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
