import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeClone, type TestClone } from './test-clone.ts';

const patience = 600_000;
let clone: TestClone;
beforeAll(async () => {
  clone = await makeClone();
});
beforeEach(() => clone.workOn('saga-pattern-with-compensation'));
afterAll(() => clone.remove());

function steady(text: string): string {
  return text.replace(/\d+\.\d\s+s\s+-\s+seed\s+\d+\s+-\s+engine\s+[^,]+,\s+fast\s+path/g, '[time and engine]');
}

/** Signs that move the cursor, clear, or colour. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const control = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f]/;

test.each([
  ['--plain at 80 columns', ['--plain'], { columns: 80 }],
  ['NO_COLOR at 40 columns', [], { columns: 40, env: { NO_COLOR: '1' } }],
  ['TERM=dumb', [], { columns: 80, env: { TERM: 'dumb' } }],
] as const)(
  'plain mode only adds lines, in ASCII: %s',
  async (name, args, look) => {
    const terminal = clone.open(['--seed', '1', ...args], look);
    await terminal.until(/Waiting for a save/);
    terminal.press('h');
    await terminal.until(/hint \d of 4/);
    terminal.press('l');
    await terminal.until(/Topics/);
    terminal.press('q');
    expect(await terminal.exited).toBe(0);
    expect(terminal.raw).not.toMatch(control);
    expect(terminal.raw).toMatch(/^\p{ASCII}*$/u);
    if (!name.startsWith('TERM')) expect(steady(terminal.readAll().split('Topics')[0] ?? '')).toMatchSnapshot();
  },
  patience,
);

test('a pipe gets the verdict once, and no key is waited for', async () => {
  const { spawnSync } = await import('node:child_process');
  const program = `${clone.root}/grader/bin.mjs`;
  const { status, stdout } = spawnSync(process.execPath, [program, '--seed', '1'], {
    cwd: clone.root,
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stdout).toContain('meant to be broken');
  expect(stdout).not.toMatch(control);
}, 300_000);
