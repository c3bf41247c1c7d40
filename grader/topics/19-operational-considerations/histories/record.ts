import { join } from 'node:path';
import { Lab } from '../../../lab/lab.ts';
import type { Lane } from '../../../lab/lane.ts';
import { buildParts } from '../../../lab/parts.ts';
import type { Run } from '../../../lab/run.ts';
import { Stage } from '../../../lab/stage.ts';
import { overlayFiles } from '../../../submission/overlay.ts';
import { readSubmission } from '../../../submission/submission.ts';
import { scrubHistory } from '../../12-versioning-strategies/histories/scrub.ts';

const slug = '19-operational-considerations';
const workflows = ['workflows.ts', 'before.ts'];

/** What ran before: `closeDay` asked for a rate first, and there was a `closeMonth`. */
const before = `
import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { postLedger, quote } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function closeDay({ entries }: { entries: { entryId: string; cents: number }[] }) {
  await quote({ currency: 'USD', date: '2026-01-05' });
  await Promise.all(entries.map((entry) => postLedger(entry)));
  return { posted: entries.length };
}

export const closeMonth = async (month: { entries: { entryId: string; cents: number }[] }) => closeDay(month);
`;

const entries = ['sale-1', 'sale-2', 'sale-3'].map((entryId) => ({ entryId, cents: 4200 }));

/**
 * Makes the recorded histories of this topic again. The same bytes each time for the same SDK and server.
 * @returns contents by file name, each a binary `temporal.api.history.v1.History`
 */
export async function recordHistories(lane: Lane, root: string): Promise<Map<string, Uint8Array>> {
  const shipped = await readSubmission({ dir: join(root, 'solutions', slug), origin: 'exercise' });
  // One worker does everything here: where an activity ran does not matter to a replay.
  const routing = 'export const queueFor = () => undefined;\n';
  const files: [string, string][] = [
    ['routing.ts', routing],
    ['before.ts', before],
  ];
  const parts = await buildParts(overlayFiles(shipped, files), { workflows }, lane.path);
  const stage = new Stage(lane, parts, { workflows });
  const recorded = new Map<string, Uint8Array>();
  const keep = async (name: string, run: Run) => {
    recorded.set(`${name}.bin`, scrubHistory(await run.rawHistory()));
  };
  try {
    await lane.within(async () => {
      const lab = new Lab(stage, { seed: 19, name: 'record' });
      const gate = lab.world.holds('books.post', 'before');
      const day = await lab.start('closeDay', { entries }, { workflowId: 'day-1' });
      await lab.until(gate.reached(entries.length), 'all postings');
      // One answer after the other, so that each recording has them in the same order.
      for (const left of [2, 1]) {
        gate.releaseOne();
        await lab.eventually(async () => (await day.pending()).length === left, 'a posting to be done');
      }
      await keep('posting', day);
      gate.open();
      await day.settle();
      await keep('closed', day);
      for (const [name, workflow, input, file] of [
        ['rendered', 'renderWeek', { films: ['film-1'] }, 'workflows.ts'],
        ['rate-first', 'closeDay', { entries: entries.slice(0, 1) }, 'before.ts'],
        ['renamed', 'closeMonth', { entries: entries.slice(0, 1) }, 'before.ts'],
      ] as const) {
        const run = await lab.start(workflow, input, { workflowId: name, file });
        await run.settle();
        await keep(name, run);
      }
      await lab.close(true);
    });
  } finally {
    await stage.killHost();
  }
  return recorded;
}
