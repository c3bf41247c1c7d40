import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's own folder. */
export const rootDir = realpathSync(fileURLToPath(new URL('../..', import.meta.url)));

/** Where installed packages really lie. */
export const nodeModulesDir = realpathSync(path.join(rootDir, 'node_modules'));

/** What `#world` is for the files of a submission, wherever they lie. */
export const worldClients = path.join(rootDir, 'grader/world/clients.ts');
