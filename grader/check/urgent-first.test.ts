import { expect, test } from 'vitest';
import { check, holds } from './check.ts';
import { urgentFirst } from './urgent-first.ts';

const made = (id: string, ...needs: string[]) => check(id, id, async () => holds, { needs });
const checks = [made('a'), made('b'), made('c', 'b'), made('d'), made('e', 'c', 'a')];
const order = (...urgent: string[]) => urgentFirst(checks, urgent).map(({ id }) => id);

test('without anything urgent the order stays', () => {
  expect(order()).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(order('unknown')).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('what is urgent comes first, after what it needs, and the rest as it was', () => {
  expect(order('d')).toEqual(['d', 'a', 'b', 'c', 'e']);
  expect(order('c')).toEqual(['b', 'c', 'a', 'd', 'e']);
  expect(order('e', 'd')).toEqual(['a', 'b', 'c', 'd', 'e']);
});
