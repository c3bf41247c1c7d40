import { expect, test } from 'vitest';
import { check, holds } from '../check/check.ts';
import type { CheckResult } from '../check/run-checks.ts';
import { findDoubtful } from './confirm.ts';

const claim = (id: string) => check(id, `${id} holds`, async () => holds);
const late: CheckResult = {
  ...{ check: claim('late'), ms: 1, kind: 'stopped', did: '' },
  raw: { kind: 'deadline', waitingFor: 'it to end', ms: 6000, runs: [] },
};
const held: CheckResult = { check: claim('held'), ms: 1, kind: 'held' };
const skipped = (id: string, because: string): CheckResult => ({ check: claim(id), ms: 0, kind: 'skipped', because });

test('what was skipped because of a doubtful check is measured again with it', () => {
  const results = [held, late, skipped('next', 'late'), skipped('last', 'next'), skipped('other', 'another')];
  expect(findDoubtful(results).map((result) => result.check.id)).toEqual(['late', 'next', 'last']);
});
