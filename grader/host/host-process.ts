import type { Client } from '@temporalio/client';
import { DefaultLogger, type LogEntry, Runtime, type Worker } from '@temporalio/worker';
import { unreachable } from '../catalog/unreachable.ts';
import { type FrameMapper, openFrameMapper } from './frames.ts';
import type { HostLog } from './host.ts';
import { type CallContext, performCall } from './inside/calls.ts';
import { connectClient } from './inside/client.ts';
import { reportCrashes } from './inside/crash.ts';
import { openModules } from './inside/modules.ts';
import { performReplay } from './inside/replays.ts';
import { openSpeaker } from './inside/speaker.ts';
import { describeThrown } from './inside/thrown.ts';
import { makeWorkers, StartRefused } from './inside/workers.ts';
import { openLineReader } from './line-reader.ts';
import type { HostRequest, StartMessage } from './protocol.ts';
import { listenWithin } from './sandbox/relay.ts';

// The program of a host: it runs one submission, and what it says is never evidence of what happened.

interface Running {
  message: StartMessage;
  context: CallContext;
  workers: Worker[];
}

let running: Running | undefined;
let mapper: FrameMapper | undefined;
const speaker = openSpeaker();
reportCrashes(speaker, () => mapper);

Runtime.install({
  logger: new DefaultLogger('WARN', (entry) => speaker.say({ type: 'log', log: readLog(entry) })),
  telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
});

const requests = openLineReader({
  onLine: (line) => void answer(JSON.parse(line) as HostRequest),
  onFlood: () => process.exit(1),
  maxLine: 64 * 1024 * 1024,
  maxTotal: 1024 * 1024 * 1024,
});
process.stdin.on('data', (chunk: Buffer) => requests.push(chunk));
// The grader is gone.
process.stdin.on('end', () => process.exit(0));
speaker.say({ type: 'warm' });

async function answer(request: HostRequest): Promise<void> {
  switch (request.type) {
    case 'start':
      return start(request);
    case 'stop':
      return stop();
    case 'call': {
      const { context } = expectRunning();
      return speaker.say({ type: 'called', id: request.id, outcome: await performCall(context, request.request) });
    }
    case 'replay': {
      const { message, context } = expectRunning();
      const outcome = await performReplay({
        code: message.workflows[request.workflows]?.code ?? '',
        history: Buffer.from(request.history, 'base64'),
        workflowId: request.workflowId,
        isThreaded: message.isThreaded,
        mapper: context.mapper,
      });
      return speaker.say({ type: 'replayed', id: request.id, outcome });
    }
    default:
      return unreachable(request);
  }
}

async function start(message: StartMessage): Promise<void> {
  if (message.world !== undefined) process.env.KATA_WORLD = message.world;
  mapper = openFrameMapper(message.modules);
  try {
    const address = message.address.startsWith('/') ? await listenWithin(message.address) : message.address;
    const reached = { ...message, address };
    const context = await makeContext(reached, mapper);
    const workers = await makeWorkers(reached, context, (runId, failure) =>
      speaker.say({ type: 'task-failed', runId, failure }),
    );
    running = { message, context, workers };
    for (const worker of workers) void worker.run();
    speaker.say({ type: 'started' });
  } catch (thrown) {
    const failure =
      thrown instanceof StartRefused
        ? thrown.failure
        : { kind: 'worker-refused' as const, error: describeThrown(thrown, mapper) };
    speaker.say({ type: 'not-started', failure });
  }
}

async function makeContext(message: StartMessage, frames: FrameMapper): Promise<CallContext> {
  let client: Promise<Client> | undefined;
  return {
    modules: openModules(message.modules),
    mapper: frames,
    kept: new Map(),
    injectables: {
      async client() {
        if (!message.client) throw new Error('this contract has no client');
        client ??= connectClient(message.address);
        return client;
      },
      taskQueue: message.workers[0]?.taskQueue,
      bundles: message.workflows,
      report: (value) => speaker.say({ type: 'report', value }),
    },
  };
}

async function stop(): Promise<void> {
  const workers = running?.workers ?? [];
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  const runs = workers.map(async (worker) => {
    while (worker.getState() !== 'STOPPED' && worker.getState() !== 'FAILED')
      await new Promise((done) => setTimeout(done, 5));
  });
  await Promise.all(runs);
  process.exit(0);
}

function expectRunning(): Running {
  if (running === undefined) throw new Error('nothing was started');
  return running;
}

function readLog({ level, message, meta }: LogEntry): HostLog {
  const text = (key: string) => (typeof meta?.[key] === 'string' ? { [key]: meta[key] } : {});
  return {
    level: level === 'ERROR' ? 'ERROR' : 'WARN',
    message,
    ...text('workflowType'),
    ...text('workflowId'),
    ...text('activityType'),
  };
}
