import { fileURLToPath } from 'node:url';
import { type Check, check, finding, holds } from '../../check/check.ts';
import { runChecks } from '../../check/run-checks.ts';
import { findEngine } from '../../engine/find.ts';
import { openKeeper } from '../../engine/keeper.ts';
import { Lane } from '../../lab/lane.ts';
import { buildParts } from '../../lab/parts.ts';
import { Supply } from '../../lab/supply.ts';
import { readSubmission } from '../../submission/submission.ts';
import type { Surroundings } from '../surroundings.ts';

const isSo = (claim: boolean, saw: unknown) =>
  claim
    ? holds
    : finding({ did: 'Ran a case of the bench.', saw: JSON.stringify(saw), why: 'It has to hold.', read: '#' });

const checks: Check[] = [
  check('sleepy', 'a sleep of 30 days and an activity', async ({ lab }) => {
    const outcome = await (await lab.start('sleepy', 'Ada')).settle();
    return isSo(outcome.status === 'completed' && outcome.result === 'hello Ada', outcome);
  }),
  check('timely', 'a wait of 7 days', async ({ lab }) => {
    const outcome = await (await lab.start('timely', null)).settle();
    return isSo(outcome.status === 'completed' && outcome.result === false, outcome);
  }),
  check('chatty', 'a signal, a query and an update', async ({ lab }) => {
    const run = await lab.start('chatty', null);
    await run.signal('add', 2);
    const sum = await run.query('sum');
    const finished = await run.update('finish', 3);
    const outcome = await run.settle();
    return isSo(sum === 2 && finished.status === 'completed' && outcome.status === 'completed', [sum, outcome]);
  }),
  check('stumbling', 'an activity that fails three times', async ({ lab }) => {
    const outcome = await (await lab.start('stumbling', null)).settle();
    return isSo(outcome.status === 'completed' && outcome.result === 4, outcome);
  }),
  check('history', 'a history', async ({ lab }) => {
    const run = await lab.start('sleepy', 'Bob');
    await run.settle();
    const { length } = await run.history();
    return isSo(length > 10, length);
  }),
];

/** Grades the five cases once as any submission is graded; the other side of the comparison. @throws when one does not hold. */
export async function gradeCases({ root, env, platform, arch, stderr, stdout }: Surroundings): Promise<void> {
  const keeper = openKeeper();
  const report = (line: string) => stderr.write(`${line}\n`);
  const started = performance.now();
  const spent: Record<string, number> = { boot: started };
  const spend = (what: string, since: number) => {
    spent[what] = performance.now() - since;
  };
  const { choice } = await findEngine({ root, env, platform, arch, keeper, report });
  const supply = new Supply(choice, keeper);
  supply.warmHost();
  try {
    const setting = {};
    const [lane, parts] = await Promise.all([
      Lane.open(supply, 'fast').finally(() => spend('engine', started)),
      readSubmission({ dir: fileURLToPath(new URL('cases', import.meta.url)), origin: 'folder' })
        .then((submission) => buildParts(submission, setting, 'fast'))
        .finally(() => spend('bundle', started)),
    ]);
    const ready = performance.now();
    const results = await runChecks({ checks, setting, parts, lane, seed: 1 });
    spend('checks', ready);
    const wrong = results.filter(({ kind }) => kind !== 'held');
    if (wrong.length > 0) throw new Error(`cases of the bench do not hold: ${JSON.stringify(wrong)}`);
    // The first check waits for the worker.
    spent.worker = results[0]?.ms ?? 0;
    await lane.close();
    stdout.write(`${JSON.stringify(spent)}\n`);
  } finally {
    await supply.close();
    await keeper.close();
  }
}
