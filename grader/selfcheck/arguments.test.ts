import { expect, test } from 'vitest';
import { UsageError } from '../catalog/fault.ts';
import { readTask } from './arguments.ts';

test('each wish is read', () => {
  expect(readTask([])).toEqual({ kind: 'test', brief: false, counts: undefined });
  expect(readTask(['--brief'])).toEqual({ kind: 'test', brief: true, counts: undefined });
  expect(readTask(['--verify', '--rest', '--counts', 'a.json'])).toEqual({
    kind: 'verify',
    rest: true,
    counts: 'a.json',
  });
  expect(readTask(['--golden', '06', '11'])).toEqual({ kind: 'golden', only: [], topics: ['06', '11'] });
  expect(readTask(['--golden', '--only', 'shipped', '06'])).toEqual({
    kind: 'golden',
    only: ['shipped'],
    topics: ['06'],
  });
  expect(readTask(['--generate', '--force', '6'])).toEqual({ kind: 'generate', force: true, topics: ['6'] });
  expect(readTask(['--repeat', '20', '--seed', '7', '06'])).toEqual({
    ...{ kind: 'repeat', times: 20, official: false, seed: 7, specimens: undefined, topics: ['06'] },
  });
  expect(readTask(['--bench', '--short', '--counts', 'a.json'])).toEqual({
    ...{ kind: 'bench', short: true, onlyCases: false, counts: 'a.json' },
  });
  expect(readTask(['--official', '--specimens', '25'])).toEqual({
    ...{ kind: 'repeat', times: 1, official: true, seed: 1, specimens: 25, topics: [] },
  });
});

test.each([
  [['--golden', '--verify'], 'one thing at a time'],
  [['--repeat', 'often'], '--repeat takes a whole number from 1, not `often`'],
  [['--gold'], "Unknown option '--gold'"],
  [['06'], 'does not know `06`'],
])('%j is refused', (args, text) => {
  expect(() => readTask(args)).toThrow(UsageError);
  expect(() => readTask(args)).toThrow(text);
});
