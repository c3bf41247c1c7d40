import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { readCatalog } from '../../catalog/read-catalog.ts';
import { servedLinks } from '../../view/web/links.ts';
import type { ExitCode } from '../exit-code.ts';
import { print, type Surroundings } from '../surroundings.ts';
import { buildAssets } from './build-assets.ts';
import { exportSite } from './export-site.ts';
import { openGradingDesk } from './grading-desk.ts';
import { openHttp } from './http.ts';
import { openLibrary } from './library.ts';
import { Followers, openSite } from './site.ts';
import type { Workshop } from './workbench.ts';

/** What `web` is asked to do. */
export interface WebOptions {
  /** A folder to write the lessons to instead of serving them, as written. */
  export?: string;
  host?: string;
  port?: number;
  /** Whether a browser is opened. */
  open: boolean;
}

/** Serves the course until the signal comes, or writes its lessons to a folder. @throws UsageError. */
export async function runWeb(options: WebOptions, surroundings: Surroundings): Promise<ExitCode> {
  const { root, cwd, stdout, stderr, signal } = surroundings;
  if (options.export !== undefined) {
    const pages = await exportSite(root, resolve(cwd, options.export));
    print(stdout, `${pages} pages are in ${options.export}. Any static host serves them.`);
    return 0;
  }
  const server = await serveCourse(options, surroundings);
  print(stdout, server.address);
  print(stderr, 'The address lets one in: keep it to yourself. Ctrl-C ends the server.');
  if (options.open) openBrowser(server.address, surroundings);
  await new Promise<void>((done) => {
    if (signal.aborted) done();
    signal.addEventListener('abort', () => done(), { once: true });
  });
  await server.close();
  return 0;
}

export interface CourseServer {
  /** With the token. */
  address: string;
  close(): Promise<void>;
}

/** Builds what is missing and opens the server; the engine gets ready in the background. @throws UsageError. */
export async function serveCourse(
  { host = '127.0.0.1', port }: Pick<WebOptions, 'host' | 'port'>,
  surroundings: Surroundings,
): Promise<CourseServer> {
  const { root } = surroundings;
  const [catalog, assets] = await Promise.all([readCatalog(root), buildAssets(root)]);
  const links = servedLinks(assets.version);
  const library = openLibrary({ root, links, version: assets.version });
  const followers = new Followers();
  const desk = openGradingDesk(surroundings);
  const shop: Workshop = {
    ...{ surroundings, catalog, links, desk, library, verdicts: new Map() },
    tell: (topic, message) => {
      for (const send of followers.of(topic.folder)) send(message);
    },
  };
  const token = randomBytes(24).toString('base64url');
  const site = await openSite(shop, assets, followers);
  const http = await openHttp(site, { host, port, token }).catch(async (error: unknown) => {
    await desk.close();
    throw error;
  });
  // Before anybody asks for one.
  void library.searchIndex(catalog.topics).catch(() => {});
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    address: `http://${name}:${http.port}/?token=${token}`,
    async close() {
      await Promise.allSettled([http.close(), site.close(), desk.close()]);
    },
  };
}

/** Best effort: the address is printed as well. */
export function openBrowser(address: string, { platform, env, stdout }: Surroundings): void {
  if (stdout.isTTY !== true || env.CI || env.SSH_CONNECTION) return;
  const [program, ...args] =
    platform === 'darwin' ? ['open', address] : platform === 'win32' ? ['explorer', address] : ['xdg-open', address];
  const child = spawn(program ?? 'xdg-open', args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
