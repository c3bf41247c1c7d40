import type { AddressInfo } from 'node:net';
import { UsageError } from '../../catalog/fault.ts';

/** The usual port, so that a browser finds its settings and drafts again the next time. */
const usualPort = 7577;

/** The part of a server that is needed to open it. */
interface Listener {
  once(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  off(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  listen(port: number, host: string, done: () => void): unknown;
  address(): AddressInfo | string | null;
}

/** Opens a server on the port asked for, else on the usual one, else on any. @throws UsageError. */
export async function listen(server: Listener, host: string, port: number | undefined): Promise<number> {
  const error = await tryPort(server, host, port ?? usualPort);
  if (error?.code === 'EADDRINUSE' && port === undefined) {
    const again = await tryPort(server, host, 0);
    if (again) throw refusal(again, host, 0);
  } else if (error) throw refusal(error, host, port ?? usualPort);
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function tryPort(server: Listener, host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(port, host, () => {
      server.off('error', resolve);
      resolve(undefined);
    });
  });
}

function refusal({ code }: NodeJS.ErrnoException, host: string, port: number): UsageError {
  if (code === 'EADDRINUSE')
    return new UsageError(`Port ${port} is taken. Choose another: \`npx kata web --port 8080\`.`);
  return new UsageError(
    `The course can't be served at ${host}:${port} (${code}). Leave \`--host\` and \`--port\` out.`,
  );
}
