import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cached, hash, makeScratchFolder } from './cache-folder.ts';
import { vendorModules } from './module-rules.ts';
import { bundleOfficially } from './official-bundle.ts';
import { nodeModulesDir } from './places.ts';
import { detachMap } from './source-map.ts';

/** Global function by which the vendor bundle takes in a submission. */
export const factoryName = '__KATA_SUBMISSION__';

/**
 * The SDK's own workflow bundle around a stub that calls `factoryName(require, module, exports)`; without source map.
 * Made once per SDK version by the SDK's bundler (about a second), then read from the cache.
 */
export async function readVendorBundle(): Promise<string> {
  const sdk: { version: string } = JSON.parse(
    await readFile(path.join(nodeModulesDir, '@temporalio/worker/package.json'), 'utf8'),
  );
  const name = `vendor-${sdk.version}-${hash(stub)}.js`;
  return (await cached(name, makeVendorBundle)).text;
}

// Modules are asked for by name and only evaluated when asked, as in a bundle without the stub.
const stub = `
const table = {
${vendorModules.map((name) => `  ${JSON.stringify(name)}: () => require(${JSON.stringify(name)}),`).join('\n')}
};
function find(name) {
  const load = table[name];
  if (load === undefined) throw new Error("Cannot find module '" + name + "'");
  return load();
}
${factoryName}(find, module, module.exports);
`;

async function makeVendorBundle(): Promise<string> {
  const folder = await makeScratchFolder();
  try {
    const file = path.join(folder, 'stub.cjs');
    await writeFile(file, stub);
    return detachMap(await bundleOfficially(file)).code.trimEnd();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
