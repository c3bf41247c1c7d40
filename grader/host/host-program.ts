import { readdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { cached, hash } from './cache-folder.ts';
import { preparePack } from './packed/prepare.ts';
import { rootDir } from './places.ts';

const folder = path.join(rootDir, 'grader/host');

/** What starts a host, as plain `node` understands it. */
export interface HostProgram {
  file: string;
  /** Options of Node. */
  nodeOptions: readonly string[];
  /** Required before the file, where there is one; see {@link preparePack}. */
  preload: string | undefined;
}

const heapMb = 256;
const nodeOptions = [`--max-old-space-size=${heapMb}`];

/** The host's program as one piece of plain JavaScript; made anew when its sources change. */
export async function prepareHostProgram(): Promise<HostProgram> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /(?<!\.test)\.ts$/.test(name)).sort();
  const sources = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  const { file, text } = await cached(`host-${hash(...names, ...sources)}.cjs`, bundleProgram);
  return {
    file,
    nodeOptions,
    preload: await preparePack({ program: file, packages: listPackages(text), nodeOptions }),
  };
}

/** Names of the packages that a bundled program requires. Pure. */
function listPackages(program: string): string[] {
  const names = [...program.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => !isBuiltin(name)).sort();
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
