import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Lab } from '../../../lab/lab.ts';
import type { Lane } from '../../../lab/lane.ts';
import { buildParts } from '../../../lab/parts.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import { Stage } from '../../../lab/stage.ts';
import { overlayFiles } from '../../../submission/overlay.ts';
import { readSubmission, type Submission } from '../../../submission/submission.ts';
import type { OperationName } from '../../../world/services.ts';
import { scrubHistory } from './scrub.ts';

const slug = '12-versioning-strategies';

/** A stage in the life of the change: the file that ran then, and the calls at which an order is caught in the middle. */
interface Era {
  name: string;
  workflows: string;
  pauses: [OperationName, string][];
}

const day: Era['pauses'] = [['inventory.reserve', 'reserving']];
const rest: Era['pauses'] = [
  ['payments.charge', 'charging'],
  ['shipping.ship', 'shipping'],
];
const eras: Era[] = [
  { name: 'v1', workflows: 'v1.ts', pauses: [...day, ...rest] },
  { name: 'v2', workflows: 'b-retire.ts', pauses: [...day, ['fraud.check', 'checking'], ...rest] },
  { name: 'v3', workflows: 'v3.ts', pauses: [...day, ['fraud.check', 'checking'], ...rest] },
  { name: 'v4', workflows: 'v4.ts', pauses: [...day, ['fraud.check', 'checking'], ...rest] },
];

/**
 * Makes the recorded histories of this topic again: every era of the checkout, caught at each of its steps.
 * The same bytes each time for the same SDK and server.
 * @returns contents by file name, each a binary `temporal.api.history.v1.History`
 */
export async function recordHistories(lane: Lane, root: string): Promise<Map<string, Uint8Array>> {
  const parts = await buildParts(
    await readEras(root),
    { workflows: eras.map(({ workflows }) => workflows) },
    lane.path,
  );
  const stage = new Stage(lane, parts, { workflows: eras.map(({ workflows }) => workflows) });
  const recorded = new Map<string, Uint8Array>();
  try {
    for (const era of eras) {
      const keep = (step: string, bytes: Uint8Array) => recorded.set(`${era.name}-${step}.bin`, bytes);
      await lane.within(() => recordOrder(stage, era, keep));
      if (era.name !== 'v1') await lane.within(() => recordRefusal(stage, era, keep));
    }
  } finally {
    await stage.killHost();
  }
  return recorded;
}

/** Version 1 and 2 are what the exercise gives; version 3 is the solution of its part B, and version 4 what that leads to. */
async function readEras(root: string): Promise<Submission> {
  const shipped = await readSubmission({ dir: join(root, 'grader/topics', slug, 'shipped'), origin: 'exercise' });
  const v3 = await readFile(join(root, 'solutions', slug, 'b-retire.ts'), 'utf8');
  const v4 = v3.replace('  deprecatePatch(FRAUD_CHECK);\n', '').replace('import { deprecatePatch, ', 'import { ');
  if (v4.includes('deprecatePatch(')) throw new Error('version 4 still knows of the patch');
  return overlayFiles(shipped, [
    ['v3.ts', v3],
    ['v4.ts', v4],
  ]);
}

type Keep = (step: string, bytes: Uint8Array) => void;

/** Takes one order through, and a picture at each step and at the end. */
async function recordOrder(stage: Stage, era: Era, keep: Keep): Promise<void> {
  const lab = new Lab(stage, { seed: 12, name: era.name });
  await lab.recover({ workflows: era.workflows });
  const gates = era.pauses.map(([operation, step]) => ({
    step,
    gate: lab.world.holds(operation, 'before', ({ args }) => operation !== 'inventory.reserve' || args.sku === 'mug'),
  }));
  const run = await lab.start('checkout', sampleOrder(era), { workflowId: `order-${era.name}` });
  for (const { step, gate } of gates) {
    await lab.until(gate.reached(), `the order to be at ${step}`, { flowing: true });
    keep(step, await picture(run));
    gate.open();
    if (step !== 'reserving') continue;
    await lab.eventually(async () => eventsOf(await run.history(), 'TimerStarted').length > 0, 'the waiting day');
    keep('waiting', await picture(run));
  }
  await run.settle();
  keep('shipped', await picture(run));
  await lab.close(true);
}

/** Takes an order through that the fraud desk refuses. */
async function recordRefusal(stage: Stage, era: Era, keep: Keep): Promise<void> {
  const lab = new Lab(stage, { seed: 12, name: era.name });
  await lab.recover({ workflows: era.workflows });
  lab.world.knows('fraud.check', () => ({ ok: false }));
  const run = await lab.start('checkout', sampleOrder(era), { workflowId: `order-${era.name}-refused` });
  await run.settle();
  keep('refused', await picture(run));
  await lab.close(true);
}

function sampleOrder({ name }: Era) {
  const lines = ['lamp', 'mug'].map((sku) => ({ sku, quantity: 1 }));
  return { orderId: `order-${name}`, customerId: 'customer-7', cents: 4200, card: 'card-7', lines };
}

async function picture(run: Run): Promise<Uint8Array> {
  return scrubHistory(await run.rawHistory());
}
