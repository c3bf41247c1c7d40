import { expect, test } from 'vitest';
import { check, finding, holds } from '../check/check.ts';
import type { CheckResult } from '../check/run-checks.ts';
import type { RawCause } from '../lab/stopped.ts';
import { foldResults } from './fold.ts';

const context = { slug: 'saga', lesson: 'lessons/06-saga.md', files: new Set(['workflows.ts']) };
const claim = (id: string) => check(id, `${id} holds`, async () => holds);
const found = (id: string): CheckResult => ({
  check: claim(id),
  ms: 1,
  kind: 'found',
  found: finding({ did: 'did', saw: `saw ${id}`, why: 'why', read: '#there' }),
});
const stopped = (id: string, raw: RawCause): CheckResult => ({
  check: claim(id),
  ms: 1,
  kind: 'stopped',
  raw,
  did: '',
});
const missing: RawCause = { kind: 'missing-export', file: 'workflows.ts', name: 'bookTrip', found: ['other'] };
const syntax: RawCause = {
  kind: 'build',
  problems: [{ kind: 'syntax', message: 'Unexpected ";"', where: { file: 'workflows.ts', line: 2, column: 9 } }],
};

test('one cause is read once: the others are skipped, because of it', () => {
  const { findings, checks, unrunnable } = foldResults([stopped('a', syntax), stopped('b', syntax)], context);
  expect(findings.map(({ id, where }) => [id, where?.line])).toEqual([['saga/syntax-error', 2]]);
  expect(checks.map(({ status, because }) => [status, because])).toEqual([
    ['failed', undefined],
    ['skipped', 'saga/syntax-error'],
  ]);
  expect(unrunnable).toBe(true);
});

test('a raw cause comes before what checks have found, whenever it was met', () => {
  const { findings, unrunnable } = foldResults([found('a'), stopped('b', missing), found('c')], context);
  expect(findings.map(({ id }) => id)).toEqual(['saga/missing-export', 'saga/a', 'saga/c']);
  expect(unrunnable).toBe(false);
});

test('a check that needs another is skipped, because of it', () => {
  const skipped: CheckResult = { check: claim('b'), ms: 0, kind: 'skipped', because: 'a' };
  expect(foldResults([found('a'), skipped], context).checks[1]).toMatchObject({ status: 'skipped', because: 'saga/a' });
});

test('a check that needs one that was not asked names the one that failed', () => {
  const skipped: CheckResult = { check: claim('b'), ms: 0, kind: 'skipped', because: 'a' };
  const next: CheckResult = { check: claim('c'), ms: 0, kind: 'skipped', because: 'b' };
  const { checks } = foldResults([found('a'), skipped, next], context);
  expect(checks[2]).toMatchObject({ status: 'skipped', because: 'saga/a' });
});

test('what is skipped because of a check that something more basic stopped names that', () => {
  const skipped: CheckResult = { check: claim('b'), ms: 0, kind: 'skipped', because: 'a' };
  const { checks } = foldResults([stopped('a', syntax), skipped], context);
  expect(checks[1]).toMatchObject({ status: 'skipped', because: 'saga/syntax-error' });
});

test('nothing found is a pass', () => {
  const held: CheckResult = { check: claim('a'), ms: 3, kind: 'held' };
  expect(foldResults([held], context)).toEqual({
    findings: [],
    checks: [{ id: 'a', claim: 'a holds', ms: 3, status: 'passed' }],
    unrunnable: false,
  });
});

test('an own finding is told in full', () => {
  expect(foldResults([found('a')], context).findings).toEqual([
    { id: 'saga/a', claim: 'a holds', did: 'did', saw: 'saw a', why: 'why', read: 'lessons/06-saga.md#there' },
  ]);
});

test('what is skipped because of a check that was asked before it names the cause, wherever that stands', () => {
  const skipped: CheckResult = { check: claim('a'), ms: 0, kind: 'skipped', because: 'b' };
  const { checks } = foldResults([skipped, stopped('b', syntax)], context);
  expect(checks).toMatchObject([
    { id: 'a', status: 'skipped', because: 'saga/syntax-error' },
    { id: 'b', status: 'failed' },
  ]);
});
