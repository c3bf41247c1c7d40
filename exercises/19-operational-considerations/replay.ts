// The gate that a new version has to pass in CI: recorded histories are replayed against its bundle, before it is deployed.
// In May the recorder stopped working. The gate found nothing to replay, said yes, and 300 runs stood still that night.
// Goal: it says yes (`ok`) only when there is proof that all that was recorded fits. To say no it answers; only a file or folder
//   that can't be read may make it throw.
// Stays: the name and what it answers (`Gate`, shared.ts). Histories are the files of `dir` that end in .bin.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import type { Gate } from './shared';

export async function replayGate(dir: string, bundle: { code: string }): Promise<Gate> {
  const files = (await readdir(dir)).filter((file) => file.endsWith('.bin'));
  // TODO(you): a gate that has proven nothing says no, and one that found a misfit says so.
  for await (const _replay of Worker.runReplayHistories({ workflowBundle: bundle }, readHistories(dir, files))) {
    // A history that does not fit throws here.
  }
  return { ok: true, checked: files.length, failed: [] };
}

async function* readHistories(dir: string, files: string[]) {
  for (const file of files) {
    const history = temporal.api.history.v1.History.decode(await readFile(join(dir, file)));
    yield { workflowId: file, history };
  }
}
