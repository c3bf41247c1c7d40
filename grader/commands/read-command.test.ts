import { expect, test } from 'vitest';
import { UsageError } from '../catalog/fault.ts';
import { readCommand } from './read-command.ts';

const read = (line: string) =>
  readCommand(
    line.split(' ').filter((word) => word !== ''),
    '1.2.3',
  );
const check = {
  ...{ kind: 'check', topics: [], all: false, solutions: false, json: false, official: false },
  ...{ full: false, report: false, plain: false },
};

test.each([
  ['', { kind: 'start', plain: false }],
  ['--plain', { kind: 'start', plain: true }],
  ['check', check],
  ['check 06 saga', { ...check, topics: ['06', 'saga'] }],
  [
    'check --all --solutions --json --official --full',
    { ...check, all: true, solutions: true, json: true, official: true, full: true },
  ],
  [
    'check 6 --from 06 --junit out.xml --lanes 3 --seed 0',
    { ...check, topics: ['6'], from: '06', junit: 'out.xml', lanes: 3, seed: 0 },
  ],
  ['--plain check 6', { ...check, topics: ['6'], plain: true }],
  ['list --json', { kind: 'list', search: [], json: true, plain: false }],
  ['lesson', { kind: 'lesson', plain: false }],
  ['lesson 6 --plain', { kind: 'lesson', topic: '6', plain: true }],
  ['hint saga --all', { kind: 'hint', topic: 'saga', all: true, plain: false }],
  ['next', { kind: 'next', plain: false }],
  ['diff 6', { kind: 'diff', topic: '6', plain: false }],
  ['reset 6 --yes', { kind: 'reset', topic: '6', yes: true, plain: false }],
  ['doctor --json', { kind: 'doctor', json: true, plain: false }],
  ['web', { kind: 'web', open: true }],
  ['web --no-open --port 8080 --host ::1', { kind: 'web', open: false, port: 8080, host: '::1' }],
  ['web --export site', { kind: 'web', open: true, export: 'site' }],
  ['selfcheck --repeat 3 --help', { kind: 'selfcheck', args: ['--repeat', '3', '--help'] }],
  ['--version', { kind: 'tell', text: '1.2.3' }],
])('kata %s', (line, command) => {
  expect(read(line)).toEqual(command);
});

test.each([
  'chekc',
  'zzzzzz',
  '6',
  'check --form x',
  'check --from',
  'check --lanes 0',
  'check --seed ten',
  'diff',
  'next 6',
  '--nope',
])('kata %s is wrong use, and the repair is named', (line) => {
  expect(() => read(line)).toThrow(UsageError);
  expect(() => read(line)).toThrowErrorMatchingSnapshot();
});

test('help names every command and the exit codes', () => {
  const help = read('--help');
  expect(help.kind === 'tell' && help.text).toMatch(
    /Usage: kata.*\n[\s\S]*check[\s\S]*reset[\s\S]*Exit codes: 0 passed/,
  );
  const ofCheck = read('help check');
  expect(ofCheck.kind === 'tell' && ofCheck.text).toContain('--junit <file>');
});
