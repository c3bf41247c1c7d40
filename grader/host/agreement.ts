import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BuildPath } from './build.ts';
import { rootDir } from './places.ts';

/**
 * The last time that specimens were graded on both paths, and each verdict was the same. The fast path rests on
 * surfaces that the SDK does not document, so it is taken only with the SDK of that day.
 */
export interface Agreement {
  /** Hash of what the fast path is made of: this folder, and the versions of the SDK and of the bundler. */
  of: string;
  /** Version of the SDK. */
  sdk: string;
  /** How many specimens were graded both ways. */
  specimens: number;
  /** Whether these were all that there were. */
  whole: boolean;
  /** Day of it, ISO. */
  on: string;
}

/** Where the agreement is written down, relative to the clone. */
export const agreementFile = 'grader/host/agreement.json';

const folder = 'grader/host';
const packages = /^node_modules\/(?:@temporalio\/[^/]+|esbuild)$/;

/** The agreement that is written down; undefined when there is none. */
export async function readAgreement(root: string): Promise<Agreement | undefined> {
  const text = await readFile(path.join(root, agreementFile), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Agreement);
}

export async function writeAgreement(root: string, agreement: Agreement): Promise<void> {
  await writeFile(path.join(root, agreementFile), `${JSON.stringify(agreement, undefined, 2)}\n`);
}

/** What an agreement has to be about, to be about the fast path as it is now. */
export async function describeFastPath(root: string): Promise<Pick<Agreement, 'of' | 'sdk'>> {
  const names = (await readdir(path.join(root, folder), { recursive: true })).filter(isPart).sort();
  const lock = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')) as Lock;
  const versions = Object.entries(lock.packages).filter(([place]) => packages.test(place));
  const sum = createHash('sha256').update(JSON.stringify(versions.map(([place, { version }]) => [place, version])));
  for (const name of names) sum.update(`\0${name}\0`).update(await readFile(path.join(root, folder, name)));
  return { of: sum.digest('hex').slice(0, 16), sdk: lock.packages['node_modules/@temporalio/worker']?.version ?? '' };
}

interface Lock {
  packages: Record<string, { version?: string }>;
}

function isPart(name: string): boolean {
  return name.endsWith('.ts') && !name.endsWith('.test.ts');
}

/** The path to grade on, and what has to be said about it. */
export interface ChosenPath {
  path: BuildPath;
  notices: string[];
}

/**
 * The fast path, where it has been proven with the SDK that is installed; the official one otherwise, and where it is
 * asked for.
 */
export async function choosePath(isOfficial: boolean, root = rootDir): Promise<ChosenPath> {
  if (isOfficial) return { path: 'official', notices: [] };
  const [agreement, installed] = await Promise.all([readAgreement(root), readInstalledSdk(root)]);
  if (agreement?.sdk === installed) return { path: 'fast', notices: [] };
  const proven = agreement ? `it was proven with ${agreement.sdk}` : 'it was never proven';
  const notice = `Temporal's SDK ${installed} is installed. The quick way of grading is not used with it, because ${proven}; the verdict is the same and takes longer. \`npm ci\` brings the proven SDK back; \`npm run agreement\` proves this one.`;
  return { path: 'official', notices: [notice] };
}

async function readInstalledSdk(root: string): Promise<string> {
  const file = path.join(root, 'node_modules/@temporalio/worker/package.json');
  const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
  return version;
}
