import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';

const source = 'grader/view/web';

/** The built files of the site. */
export interface Assets {
  /** Absolute. */
  dir: string;
  /** Names them and their content: part of their address. */
  version: string;
}

/** Builds scripts and styles when a source has changed, and keeps them in `.kata/cache`. */
export async function buildAssets(root: string): Promise<Assets> {
  const version = await hashSources(root);
  const cache = join(root, '.kata', 'cache');
  const dir = join(cache, `web-${version}`);
  if (existsSync(dir)) return { dir, version };
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, 'part-'));
  try {
    await buildInto(root, draft);
    // Made for one user alone; an export of it is for all.
    await chmod(draft, 0o755);
    for (const name of await readdir(cache)) {
      if (name.startsWith('web-')) await rm(join(cache, name), { recursive: true, force: true });
    }
    await rename(draft, dir).catch((error: Error) => {
      // Somebody else was quicker, and has built the same.
      if (!existsSync(dir)) throw error;
    });
    return { dir, version };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function buildInto(root: string, outdir: string): Promise<void> {
  const { build } = await import('esbuild');
  const shared = {
    absWorkingDir: root,
    outdir,
    bundle: true,
    minify: true,
    logLevel: 'silent',
    target: 'es2022',
  } as const;
  await Promise.all([
    build({
      ...shared,
      entryPoints: [{ in: `${source}/client/main.ts`, out: 'main' }],
      format: 'esm',
      splitting: true,
      chunkNames: 'part-[hash]',
      tsconfigRaw: {},
    }),
    build({
      ...shared,
      entryPoints: [
        { in: `${source}/client/theme.ts`, out: 'theme' },
        { in: `${source}/style/style.css`, out: 'style' },
      ],
      format: 'iife',
      tsconfigRaw: {},
    }),
    copyFile(join(root, source, 'style/icon.svg'), join(outdir, 'icon.svg')),
    // Built by its makers to be loaded as it is, without its hundred dependencies.
    copyFile(join(root, 'node_modules/@mermaid-js/tiny/dist/mermaid.tiny.js'), join(outdir, 'mermaid.js')),
  ]);
}

async function hashSources(root: string): Promise<string> {
  const entries = await readdir(join(root, source), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /(?<!\.test)\.(ts|css|svg)$/.test(entry.name));
  const own = ['package-lock.json', 'grader/commands/web/build-assets.ts'].map((file) => join(root, file));
  const sum = createHash('sha256');
  for (const file of [...files.map(({ parentPath, name }) => join(parentPath, name)).sort(), ...own])
    sum.update(relative(root, file)).update(await readFile(file));
  return sum.digest('hex').slice(0, 12);
}
