import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { preparePack } from './prepare.ts';

const run = promisify(execFile);
let folder = '';
let program = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kata-pack-'));
  const home = path.join(folder, 'node_modules/made');
  await mkdir(home, { recursive: true });
  const files = {
    'index.js':
      "exports.part = require('./part');\nexports.main = require.main === module;\nexports.file = __filename;\n",
    'part.js': '// ä: more than a byte\nexports.fail = () => {\n  throw new Error("here");\n};\n',
    'plain.js': 'exports.fail = () => { throw new Error("here"); };\nexports.of = require.resolve("./part");\n',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(home, name), text);
  program = path.join(folder, 'program.cjs');
  await writeFile(
    program,
    `const { part, main, file } = require('made');
const plain = require('made/plain');
const at = (fail) => { try { fail(); } catch ({ stack }) { return stack.split('\\n')[1].trim().replace(/^at exports\\.fail /, ''); } };
console.log(JSON.stringify({ main, file, of: plain.of, part: at(part.fail), plain: at(plain.fail) }));
`,
  );
});
const made = new Set<string>();
afterAll(async () => {
  for (const place of [folder, ...made]) await rm(place, { recursive: true, force: true });
});

async function packOf(...packages: string[]): Promise<string> {
  const preload = await preparePack({ program, packages, nodeOptions: [] });
  if (preload === undefined) throw new Error('no pack was made');
  made.add(path.dirname(preload));
  return preload;
}

test('what is loaded from a pack behaves as ever, and its frames name the place in the module’s own file', async () => {
  const preload = await packOf('made', 'made/plain');
  const bare = await run(process.execPath, [program]);
  const packed = await run(process.execPath, ['--require', preload, program]);
  expect(JSON.parse(packed.stdout)).toEqual(JSON.parse(bare.stdout));
  const made = path.join(folder, 'node_modules/made');
  expect(JSON.parse(packed.stdout)).toMatchObject({
    part: expect.stringContaining(`${path.join(made, 'part.js')}:3:9`),
  });
});

test('what is in no pack is loaded as ever', async () => {
  const preload = await packOf('made');
  const { stdout } = await run(process.execPath, ['--require', preload, program]);
  expect(JSON.parse(stdout)).toHaveProperty('plain');
});

test('where a package is not there, there is no pack', async () => {
  expect(await preparePack({ program, packages: ['not-there'], nodeOptions: [] })).toBeUndefined();
});
