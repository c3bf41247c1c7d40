import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installPackages } from './install-packages.mjs';
import { prebuild } from './prebuild.mjs';

/** Installs what is missing and hands over to main.ts, in this process. Ends it with code 3 when that cannot be done. */
export async function start() {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const { env, execPath, platform } = process;
  const failure = await installPackages({
    root,
    env,
    execPath,
    platform,
    say: (line) => process.stderr.write(`${line}\n`),
  });
  if (failure) {
    process.stderr.write(`${failure.message}\nThis is not your code. ${failure.repair}\n`);
    process.exit(3);
  }
  try {
    const fromSources = ['selfcheck', 'bench'].includes(process.argv[2] ?? '');
    const program = fromSources ? undefined : await prebuild(root);
    if (program) await import(pathToFileURL(program).href);
    else await importSources();
  } catch (error) {
    process.stderr.write(`kata could not start: ${error?.stack ?? error}\n`);
    process.stderr.write('This is not your code. Run `npm ci`; if that does not help, please report it.\n');
    process.exit(3);
  }
}

/** For `selfcheck`, which loads zoos by their names, and in a read-only clone: each source is transformed as it is loaded. */
async function importSources() {
  const { register } = await import('tsx/esm/api');
  register();
  await import('./main.ts');
}
