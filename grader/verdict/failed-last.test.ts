import { expect, test } from 'vitest';
import type { Topic } from '../catalog/topic.ts';
import { FailedLast } from './failed-last.ts';
import type { GradeRequest } from './grade.ts';
import type { CheckSummary } from './verdict.ts';

const about = (slug: string): GradeRequest => ({
  topic: { slug } as Topic,
  submission: { dir: '', origin: 'exercise', sha256: '', files: new Map(), leftOut: [] },
  seed: 1,
});
const summary = (id: string, status: 'passed' | 'failed'): CheckSummary => ({ id, claim: id, ms: 1, status });

test('what failed last is asked first, of the same topic alone, until it holds', () => {
  const last = new FailedLast();
  const heard: string[] = [];
  const first = last.askedFirst({ ...about('saga'), onCheck: ({ id }) => heard.push(id) });
  expect([...(first.urgent ?? [])]).toEqual([]);
  first.onCheck?.(summary('a', 'passed'));
  first.onCheck?.(summary('b', 'failed'));
  first.onCheck?.(summary('c', 'failed'));
  expect(heard).toEqual(['a', 'b', 'c']);

  expect([...(last.askedFirst(about('other')).urgent ?? [])]).toEqual([]);
  const second = last.askedFirst(about('saga'));
  expect([...(second.urgent ?? [])]).toEqual(['b', 'c']);
  // A save interrupts the grading after one check: the other one is still known to have failed.
  second.onCheck?.(summary('b', 'passed'));
  expect([...(last.askedFirst(about('saga')).urgent ?? [])]).toEqual(['c']);
});
