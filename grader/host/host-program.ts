import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { cached, hash } from './cache-folder.ts';
import { rootDir } from './places.ts';

const folder = path.join(rootDir, 'grader/host');

/** The file of the host's program as one piece of plain JavaScript, for plain `node`; made anew when its sources change. */
export async function prepareHostProgram(): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /(?<!\.test)\.ts$/.test(name)).sort();
  const sources = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  const { file } = await cached(`host-${hash(...names, ...sources)}.cjs`, bundleProgram);
  return file;
}

async function bundleProgram(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(folder, 'host-process.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    tsconfigRaw: {},
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
