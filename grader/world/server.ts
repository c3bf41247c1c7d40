import { randomBytes } from 'node:crypto';
import { lstat, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unreachable } from '../catalog/unreachable.ts';
import type { Reply, World } from './world.ts';

const MAX_BODY = 4 * 1024 * 1024;

/** The door to the world: HTTP on a unix socket (a named pipe on Windows), so that no port is opened. */
export interface WorldServer {
  /**
   * What a host gets as KATA_WORLD: a socket that is there. A submission may have removed it, or put another in its place;
   * then a new one is opened, so that the next submission does not pay for that.
   */
  socket(): Promise<string>;
  /** The world that calls reach from now on; the one before is closed. */
  show(world: World): void;
  close(): Promise<void>;
}

/** Opens the door; until a world is shown, every call finds an outage. */
export async function openWorldServer(): Promise<WorldServer> {
  let current: World | undefined;
  const server = createServer((request, response) => {
    serve(request, response, current).catch(() => response.destroy());
  });
  // A kept-alive connection that the server closes at the wrong moment would look like an outage.
  server.keepAliveTimeout = 0;
  let door = await openDoor(server);
  return {
    async socket() {
      if (!(await isThere(door))) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
        door = await openDoor(server);
      }
      return door.path;
    },
    show(world) {
      current?.close();
      current = world;
    },
    async close() {
      current?.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(door.path, { force: true });
    },
  };
}

interface Door {
  path: string;
  /** Which file it was when it was opened; undefined where it is none. */
  file: string | undefined;
}

async function openDoor(server: Server): Promise<Door> {
  const name = `kata-world-${process.pid}-${randomBytes(6).toString('hex')}`;
  const isPipe = process.platform === 'win32';
  const path = isPipe ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
  await listen(server, path);
  return { path, file: isPipe ? undefined : await identify(path) };
}

async function isThere({ path, file }: Door): Promise<boolean> {
  return file === undefined || (await identify(path)) === file;
}

/** Another text for another file, also one that took the place of the first. */
async function identify(path: string): Promise<string> {
  const found = await lstat(path).catch(() => undefined);
  return `${found?.ino} ${found?.birthtimeMs}`;
}

function listen(server: Server, socket: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function serve(request: IncomingMessage, response: ServerResponse, world: World | undefined): Promise<void> {
  const args = await readJson(request);
  if (!world || !args) return send(response, world ? { kind: 'bad-request', message: 'not JSON' } : { kind: 'outage' });
  const gone = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const reply = await world.receive({
    operation: (request.url ?? '').slice(1),
    args,
    caller: readCaller(request),
    gone: gone.signal,
  });
  send(response, reply);
}

function send(response: ServerResponse, reply: Reply): void {
  const write = (status: number, body?: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
  switch (reply.kind) {
    case 'answer':
      return reply.value === undefined ? write(204) : write(200, reply.value);
    case 'refusal':
      return write(422, { code: reply.code, message: reply.message });
    case 'limit':
      return write(429, { retryAfterMs: reply.retryAfterMs });
    case 'outage':
      return write(503, { message: 'the service is down' });
    case 'bad-request':
      return write(400, { message: reply.message });
    case 'drop':
      response.destroy();
      return;
    default:
      unreachable(reply);
  }
}

function readCaller(request: IncomingMessage) {
  const header = (name: string) => String(request.headers[name] ?? '').slice(0, 200) || undefined;
  const [workflowId, activityId, attempt] = [header('x-workflow'), header('x-activity'), Number(header('x-attempt'))];
  return {
    ...(workflowId && { workflowId }),
    ...(activityId && { activityId }),
    ...(attempt && { attempt }),
  };
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString() || '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
