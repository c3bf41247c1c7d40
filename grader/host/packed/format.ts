import { readFileSync } from 'node:fs';
import path from 'node:path';
import { constants, Script } from 'node:vm';

/** What is kept of a module: where in the pack its source begins, where that ends and its compiled code begins, and where that ends. */
export type Place = [source: number, compiled: number, end: number];

export interface Index {
  /** By the absolute path of the module's own file, which its frames go on naming. */
  modules: Record<string, Place>;
  /** What a name that is required leads to, by {@link keyOf}. */
  resolved: Record<string, string>;
}

/** Files of a pack, in its folder. */
export const files = { loader: 'load.cjs', maker: 'make.cjs', index: 'index.json', modules: 'modules.bin' };

const parameters = '(function (exports, require, module, __filename, __dirname) {';

/** A module's own source becomes a function, as Node's own loader has it; lines and columns stay what they are. */
export function wrap(source: string): string {
  return `${parameters}${source.replace(/^#!.*/, '')}\n})`;
}

/** The script of a wrapped module, ready to run. */
export function compile(wrapped: string, file: string, cachedData?: Buffer): Script {
  return new Script(wrapped, {
    filename: file,
    columnOffset: -parameters.length,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData && { cachedData }),
  });
}

/** A name means the same to all modules of a folder. */
export function keyOf(request: string, from: string): string {
  return `${request}\0${path.dirname(from)}`;
}

export function readPack(folder: string): { index: Index; bytes: Buffer } {
  const index = JSON.parse(readFileSync(path.join(folder, files.index), 'utf8')) as Index;
  return { index, bytes: readFileSync(path.join(folder, files.modules)) };
}
