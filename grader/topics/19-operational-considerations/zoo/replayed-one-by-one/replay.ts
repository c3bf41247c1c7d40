import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import type { Gate } from './shared';

export async function replayGate(dir: string, bundle: { code: string }): Promise<Gate> {
  const gate: Gate = { ok: false, checked: 0, failed: [] };
  const files = await readdir(dir);
  for (const file of files.filter((name) => name.endsWith('.bin')).sort()) {
    const history = temporal.api.history.v1.History.decode(await readFile(join(dir, file)));
    try {
      await Worker.runReplayHistory({ workflowBundle: bundle }, history, file);
    } catch (error) {
      gate.failed.push({ file: join(dir, file), reason: String(error) });
    } finally {
      gate.checked++;
    }
  }
  gate.ok = gate.checked !== 0 && gate.failed.length === 0;
  return gate;
}
