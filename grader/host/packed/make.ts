import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Script } from 'node:vm';
import { compile, files, type Index, wrap } from './format.ts';
import { hookRequire } from './hook.ts';

// Run by itself, with a folder and the names of packages: loads these, and keeps in the folder what their modules were
// compiled to. That is done once they have run, so that the functions they run at load are among it.

const [folder = '', anchor = '', ...packages] = process.argv.slice(2);
const scripts = new Map<string, { wrapped: string; script: Script }>();
const index: Index = { modules: {}, resolved: {} };
/** A byte a character is what a pack is read by. */
const isPlain = (text: string) => !/[^\0-\x7f]/.test(text);

hookRequire({
  onFound(key, file) {
    if (path.isAbsolute(file)) index.resolved[key] = file;
  },
  script(file) {
    const wrapped = wrap(readFileSync(file, 'utf8'));
    if (!isPlain(wrapped)) return undefined;
    const script = compile(wrapped, file);
    scripts.set(file, { wrapped, script });
    return script;
  },
});
const require = createRequire(anchor);
for (const name of packages) require(name);

const parts: Buffer[] = [];
let at = 0;
for (const [file, { wrapped, script }] of scripts) {
  const [source, compiled] = [Buffer.from(wrapped, 'latin1'), script.createCachedData()];
  index.modules[file] = [at, at + source.length, at + source.length + compiled.length];
  parts.push(source, compiled);
  at += source.length + compiled.length;
}
writeFileSync(path.join(folder, files.modules), Buffer.concat(parts));
writeFileSync(path.join(folder, files.index), JSON.stringify(index));
process.exit(0);
