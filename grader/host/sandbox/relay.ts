import { type AddressInfo, connect, createServer, type ListenOptions, type Server } from 'node:net';

/** A server; what comes in there goes out at a socket, and back. It keeps no process alive. */
export async function openRelay(at: ListenOptions, to: string): Promise<Server> {
  // A small message must not wait for the next one.
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect(to);
    near.pipe(far).pipe(near);
    for (const end of [near, far])
      end.on('error', () => {
        near.destroy();
        far.destroy();
      });
  });
  server.unref();
  await listen(server, at);
  return server;
}

export function listen(server: Pick<Server, 'listen' | 'once'>, at: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, () => resolve());
  });
}

/**
 * In a sandbox there is no network but one's own: listens there for the SDK, whose calls leave by the socket that the
 * grader has opened.
 * @returns `host:port`
 */
export async function listenWithin(socket: string): Promise<string> {
  const server = await openRelay({ host: '127.0.0.1', port: 0 }, socket);
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
