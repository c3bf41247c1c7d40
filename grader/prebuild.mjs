import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Sources that are no part of the program: read as data, run by vitest, or run from their sources (`selfcheck`). */
const aside = /(^|\/)(selfcheck|zoo|shipped|histories|__snapshots__)(\/|$)|\.test\.ts$/;
const before = 'program-';
/** An older program may still be running and load its next part: none goes before it has been left for so long. */
const leftForMs = 7 * 86_400_000;

/**
 * The grader as plain JavaScript, made by esbuild when a source has changed (a fifth of a second) and kept in `.kata/cache`:
 * starting it takes a fifth of what transforming each file at each start takes.
 *
 * @param {string} root the clone
 * @returns {Promise<string | undefined>} the file to import; undefined where it can't be made or kept
 */
export async function prebuild(root) {
  const cache = join(root, '.kata', 'cache');
  try {
    const folder = join(cache, `${before}${hashOf(root, listSources(root))}`);
    const file = join(folder, 'main.js');
    if (!existsSync(file)) await build(root, cache, folder);
    return file;
  } catch {
    return undefined;
  }
}

async function build(root, cache, folder) {
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(join(cache, 'part-'));
  try {
    const { build } = await import('esbuild');
    await build({
      absWorkingDir: root,
      entryPoints: [{ in: 'grader/main.ts', out: 'main' }],
      bundle: true,
      splitting: true,
      outdir: unfinished,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      tsconfigRaw: {},
      keepNames: true,
      logLevel: 'silent',
      plugins: [{ name: 'places', setup: keepPlaces }],
    });
    for (const name of readdirSync(cache)) {
      const isLeft = name.startsWith(before) && Date.now() - statSync(join(cache, name)).mtimeMs > leftForMs;
      if (isLeft) rmSync(join(cache, name), { recursive: true, force: true });
    }
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** A source finds the files beside it wherever its code ends up. */
function keepPlaces({ onLoad, onResolve }) {
  onResolve({ filter: /[\\/]selfcheck[\\/]/ }, ({ path }) => ({ path, external: true }));
  onLoad({ filter: /[\\/]grader[\\/].*\.ts$/ }, ({ path }) => {
    const contents = readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
    return { contents, loader: 'ts' };
  });
}

function listSources(root) {
  const names = readdirSync(join(root, 'grader'), { recursive: true }).map((name) => name.split(sep).join('/'));
  return names.filter((name) => /\.m?ts$/.test(name) && !aside.test(name)).sort();
}

function hashOf(root, names) {
  const sum = createHash('sha256').update(`${relative('/', root)}\n`);
  for (const name of [...names, '../grader/prebuild.mjs', '../package-lock.json']) {
    sum.update(`${name}\n`).update(readFileSync(join(root, 'grader', name)));
  }
  return sum.digest('hex').slice(0, 16);
}
