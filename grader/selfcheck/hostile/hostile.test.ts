import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rootDir } from '../../host/places.ts';
import { allAttacks as attacks } from './all-attacks.ts';
import { listLeftovers, runAttack } from './run-attack.ts';

// What a learner's own machine promises: a true verdict whatever the submission does, the grader alive and small, and
// nothing left running. Reading and writing files of the same user is what only a sandbox can refuse.

const codes = { passed: 0, failed: 1, unrunnable: 1 };
const maxMb = 400;

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kata-hostile-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test('there are at least thirty attacks, each with a name of its own', () => {
  expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length);
  expect(attacks.length).toBeGreaterThanOrEqual(30);
});

test.each(attacks.map((attack) => [attack.name, attack] as const))('%s', { timeout: 120_000 }, async (name, attack) => {
  const before = await hashOfAnswers();
  const folder = await mkdtemp(join(dir, `${name}-`));
  const { code, verdict, stderr, peakMb, debuggerOpen } = await runAttack(rootDir, attack, folder);
  expect(verdict?.verdict, stderr).toBe(attack.verdict.kind);
  expect(code).toBe(codes[attack.verdict.kind]);
  if ('first' in attack.verdict) expect(verdict?.findings[0]?.id.split('/')[1]).toBe(attack.verdict.first);
  expect(peakMb).toBeLessThan(maxMb);
  expect(debuggerOpen).toBe(false);
  await expect.poll(listLeftovers, { timeout: 5000 }).toEqual([]);
  expect(await hashOfAnswers()).toBe(before);
});

/** Of everything that a submission would like to change. */
async function hashOfAnswers(): Promise<string> {
  const sum = createHash('sha256');
  for (const folder of ['solutions', 'exercises', 'grader/topics', 'lessons']) {
    const names = (await readdir(join(rootDir, folder), { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    for (const entry of names.sort((a, b) => (join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1)))
      sum.update(entry.name).update(await readFile(join(entry.parentPath, entry.name)));
  }
  return sum.digest('hex');
}
