import { execFile } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { cachedFolder, hash } from '../cache-folder.ts';
import { nodeModulesDir, rootDir } from '../places.ts';
import { files } from './format.ts';

const run = promisify(execFile);
const source = path.join(rootDir, 'grader/host/packed');

export interface PackOptions {
  /** The host's program: where the packages are required from. */
  program: string;
  /** What the program requires. */
  packages: readonly string[];
  /** Options of Node, which are part of what compiled code is valid for. */
  nodeOptions: readonly string[];
}

/**
 * The file to be required before the host's program, by which the SDK is loaded in half the time: Node 20 compiles six hundred
 * modules anew in each process, and looks for each of them on the disk. Made once for a version of Node and a state of
 * `node_modules`.
 * @returns undefined where it can't be made or kept: the SDK is loaded as ever
 */
export async function preparePack({ program, packages, nodeOptions }: PackOptions): Promise<string | undefined> {
  try {
    const [installed, ...sources] = await Promise.all([
      readFile(path.join(nodeModulesDir, '.package-lock.json'), 'utf8'),
      ...['format.ts', 'hook.ts', 'load.ts', 'make.ts'].map((name) => readFile(path.join(source, name), 'utf8')),
    ]);
    const machine = [nodeModulesDir, path.dirname(program), process.execPath, process.version];
    const of = [installed, ...sources, ...packages, ...nodeOptions, ...machine];
    const folder = await cachedFolder(`sdk-${hash(...of)}`, async (unfinished) => {
      await bundle(unfinished);
      const maker = path.join(unfinished, files.maker);
      await run(process.execPath, [...nodeOptions, maker, unfinished, program, ...packages], {
        env: { NODE_PATH: nodeModulesDir },
        timeout: 60_000,
        windowsHide: true,
      });
      await access(path.join(unfinished, files.index));
    });
    return path.join(folder, files.loader);
  } catch {
    return undefined;
  }
}

async function bundle(folder: string): Promise<void> {
  await build({
    entryPoints: [
      { in: path.join(source, 'load.ts'), out: path.basename(files.loader, '.cjs') },
      { in: path.join(source, 'make.ts'), out: path.basename(files.maker, '.cjs') },
    ],
    outExtension: { '.js': '.cjs' },
    bundle: true,
    outdir: folder,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    tsconfigRaw: {},
    logLevel: 'silent',
  });
}
