import {
  type ClientHttp2Session,
  connect,
  constants,
  createServer,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import { listen } from './relay.ts';

// gRPC is HTTP/2: a call is a stream whose path names the method, and whose end is told in trailers.

const service = '/temporal.api.workflowservice.v1.WorkflowService/';
const permissionDenied = '7';

/** What a worker asks of a server, and nothing more: it can't signal, end or start anything, nor touch the clock. */
const forWorkers = new Set([
  ...['GetSystemInfo', 'DescribeNamespace', 'ShutdownWorker', 'RecordWorkerHeartbeat'],
  ...['PollWorkflowTaskQueue', 'RespondWorkflowTaskCompleted', 'RespondWorkflowTaskFailed'],
  ...['RespondQueryTaskCompleted', 'GetWorkflowExecutionHistory'],
  ...['PollActivityTaskQueue', 'RecordActivityTaskHeartbeat'],
  ...['RespondActivityTaskCompleted', 'RespondActivityTaskFailed', 'RespondActivityTaskCanceled'],
  ...['PollNexusTaskQueue', 'RespondNexusTaskCompleted', 'RespondNexusTaskFailed'],
]);

/** Whether a call may pass. A submission that is a client by its contract may ask all that a client asks. Pure. */
export function mayPass(path: string, { client }: { client: boolean }): boolean {
  if (!path.startsWith(service)) return false;
  return client || forWorkers.has(path.slice(service.length));
}

/**
 * Listens on a socket for gRPC calls and hands on to the engine those that may pass; the others are told
 * PERMISSION_DENIED.
 * @returns what closes it
 */
export async function openEngineDoor(
  socket: string,
  { address, client }: { address: string; client: boolean },
): Promise<() => void> {
  let engine: ClientHttp2Session | undefined;
  const reach = () => {
    if (!engine || engine.destroyed || engine.closed) {
      engine = connect(`http://${address}`);
      engine.on('error', () => {});
    }
    return engine;
  };
  const sessions = new Set<{ destroy(): void }>();
  const server = createServer();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('error', () => {});
    session.on('close', () => sessions.delete(session));
  });
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    if (mayPass(headers[':path'] ?? '', { client })) return handOn(stream, headers, reach());
    refuse(stream);
  });
  await listen(server, { path: socket });
  return () => {
    server.close();
    for (const session of sessions) session.destroy();
    engine?.destroy();
  };
}

function refuse(stream: ServerHttp2Stream): void {
  const said = { 'grpc-status': permissionDenied, 'grpc-message': 'The sandbox lets only a worker through.' };
  stream.respond({ ':status': 200, 'content-type': 'application/grpc', ...said }, { endStream: true });
  stream.resume();
}

function handOn(near: ServerHttp2Stream, headers: IncomingHttpHeaders, engine: ClientHttp2Session): void {
  const far = engine.request(headers);
  let trailers: IncomingHttpHeaders = {};
  far.on('error', () => near.close(constants.NGHTTP2_INTERNAL_ERROR));
  far.on('response', (answer, flags) => {
    if (near.destroyed) return;
    const endStream = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
    near.respond(answer, endStream ? { endStream } : { waitForTrailers: true });
    if (!endStream) far.pipe(near);
  });
  far.on('trailers', (told) => {
    trailers = told;
  });
  near.on('wantTrailers', () => near.sendTrailers(trailers));
  near.on('aborted', () => far.close(constants.NGHTTP2_CANCEL));
  near.on('close', () => far.close());
  near.pipe(far);
}
