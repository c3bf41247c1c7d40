import { createAdaptorServer } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { streamSSE } from 'hono/streaming';
import { UsageError } from '../../catalog/fault.ts';
import { admit, type House } from './guard.ts';
import { listen } from './listen.ts';

/** What a request is answered with. */
export interface Answer {
  status?: 200 | 404 | 409 | 400;
  type: 'text/html' | 'application/json' | 'text/css' | 'text/javascript' | 'image/svg+xml';
  body: string | Uint8Array<ArrayBuffer>;
  /** The address names its content, so that it never changes. */
  immutable?: boolean;
  /** Name to save it under. */
  download?: string;
}

/** What stands behind the server. */
export interface Site {
  /** A page or a file; undefined when there is none. */
  get(path: string): Promise<Answer | undefined>;
  /** Does what a page asks for; undefined when there is no such topic or action. @throws UsageError for bad input. */
  act(folder: string, action: string, body: unknown): Promise<object | undefined>;
  /** Sends what happens to a topic from now on; returns what ends that, undefined when there is no such topic. */
  follow(folder: string, send: (message: object) => void): (() => void) | undefined;
  message(title: string, text: string): string;
  /** Ends what it has started. */
  close(): Promise<void>;
  /** Hears of what should never happen. */
  report(error: Error): void;
}

export interface HttpServer {
  port: number;
  close(): Promise<void>;
}

/** A save of a file of 1 MB, as JSON that escapes every sign of it, and no more. */
const bodyBytesAtMost = 2_500_000;
const streamsAtMost = 24;
const beatMs = 20_000;

const headers = {
  // Pictures and the editor bring style elements of their own; scripts come from nowhere but here.
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Serves a site on one address; nobody comes in without the token. @throws UsageError when the address can't be had. */
export async function openHttp(
  site: Site,
  { host, port, token }: { host: string; port: number | undefined; token: string },
): Promise<HttpServer> {
  const house: House & { hosts: string[] } = { hosts: [], token, cookieName: 'kata' };
  const app = new Hono();
  app.use(compress());
  guard(app, site, house);
  route(app, site);
  const server = createAdaptorServer({ fetch: app.fetch, hostname: host, overrideGlobalObjects: false });
  const bound = await listen(server, host, port);
  const names = isLoopback(host) ? ['127.0.0.1', 'localhost', '[::1]'] : [host.includes(':') ? `[${host}]` : host];
  // Cookies do not know of ports: two courses side by side need two names.
  house.cookieName = `kata-${bound}`;
  house.hosts.push(...names.map((name) => `${name}:${bound}`));
  return {
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

function guard(app: Hono, site: Site, house: House): void {
  app.use(async (c, next) => {
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    c.header('Cache-Control', 'no-store');
    const admission = admit(
      {
        method: c.req.method,
        host: c.req.header('host'),
        origin: c.req.header('origin'),
        fetchSite: c.req.header('sec-fetch-site'),
        cookie: c.req.header('cookie'),
        contentType: c.req.header('content-type'),
        token: c.req.query('token'),
      },
      house,
    );
    if (admission.kind === 'in') return next();
    if (admission.kind === 'out') return c.html(site.message('Not here', admission.message), admission.status);
    c.header('Set-Cookie', `${house.cookieName}=${house.token}; Path=/; HttpOnly; SameSite=Strict`);
    // Not a redirect: a browser would not send a strict cookie along when the address was opened from another page.
    const path = c.req.path.replaceAll(/[^\w/-]/g, '').replace(/^\/+/, '/');
    return c.html(
      `<!doctype html><meta http-equiv="refresh" content="0;url=${path}"><link rel="icon" href="data:,"><title>Kata</title>`,
    );
  });
}

function route(app: Hono, site: Site): void {
  let streams = 0;
  app.get('/api/:folder/events', (c) => {
    if (streams >= streamsAtMost) return c.text('Too many pages are open.', 503);
    const waiting: object[] = [];
    let wake = () => {};
    const end = site.follow(c.req.param('folder'), (message) => {
      waiting.push(message);
      wake();
    });
    if (!end) return c.text('There is no such topic.', 404);
    streams++;
    return streamSSE(c, async (stream) => {
      stream.onAbort(() => wake());
      await stream.write(': hello\n\n');
      while (!stream.aborted) {
        for (let next = waiting.shift(); next; next = waiting.shift())
          await stream.writeSSE({ data: JSON.stringify(next) });
        const beat = new Promise<void>((resolve) => {
          const timer = setTimeout(() => resolve(), beatMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        if (waiting.length === 0 && !stream.aborted) await beat;
        if (!stream.aborted) await stream.write(': beat\n\n');
      }
      streams--;
      end();
    });
  });
  app.post(
    '/api/:folder/:action',
    bodyLimit({ maxSize: bodyBytesAtMost, onError: (c) => c.json({ error: 'That is too large.' }, 413) }),
    async (c) => {
      const { folder, action } = c.req.param();
      try {
        const said = await site.act(folder, action, await readJson(c));
        return said ? c.json(said) : c.json({ error: 'There is no such topic or action.' }, 404);
      } catch (error) {
        if (error instanceof UsageError) return c.json({ error: error.message }, 400);
        throw error;
      }
    },
  );
  app.get('*', async (c) => {
    const answer = await site.get(c.req.path);
    if (!answer) return c.html(site.message('Not found', 'There is no such page.'), 404);
    c.header('Content-Type', answer.type === 'image/svg+xml' ? answer.type : `${answer.type}; charset=utf-8`);
    if (answer.immutable) c.header('Cache-Control', 'private, max-age=31536000, immutable');
    if (answer.download) c.header('Content-Disposition', `attachment; filename="${answer.download}"`);
    return c.body(answer.body, answer.status ?? 200);
  });
  app.onError((error, c) => {
    if (!(error instanceof UsageError)) site.report(error);
    const message = error instanceof UsageError ? error.message : 'The grader broke. This is not your code.';
    return c.req.method === 'POST' ? c.json({ error: message }, 500) : c.html(site.message('No answer', message), 500);
  });
}

async function readJson(c: Context): Promise<unknown> {
  return c.req.json().catch(() => {
    throw new UsageError('What was sent is not JSON.');
  });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
