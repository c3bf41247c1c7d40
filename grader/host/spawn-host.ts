import { FaultError } from '../catalog/fault.ts';
import type { CallOutcome, Json } from './call.ts';
import type {
  Host,
  HostExit,
  HostLog,
  ReplayOutcome,
  SpareHost,
  SpawnOptions,
  StartFailure,
  StartOptions,
  StartOutcome,
} from './host.ts';
import { type HostChild, startHostChild } from './host-child.ts';
import { prepareHostProgram } from './host-program.ts';
import { readCpuSeconds, readMemoryMb } from './memory.ts';
import type { HostMessage, StartMessage } from './protocol.ts';

const startMs = 15_000;
const callMs = 10_000;
const stopMs = 500;
const maxLogs = 50;
/** Loading a submission takes a tenth of it; whoever works for longer than this will never come to its end. */
const startCpuSeconds = 4;
const lookEveryMs = 250;

/**
 * Starts a host process that loads the SDK and waits for a submission. Resolves at once: warming goes on meanwhile.
 * @throws when the process can't be started (a fault of the machine).
 */
export async function spawnHost(options: SpawnOptions): Promise<SpareHost> {
  const child = startHostChild(await prepareHostProgram(), options);
  return {
    pid: child.pid,
    exited: child.exited,
    start: (start) => startHost(child, start),
    kill: () => child.kill(),
  };
}

function startHost(child: HostChild, options: StartOptions): Promise<StartOutcome> {
  const records: Records = { logs: [], reports: [], taskFailures: new Map() };
  const deadlineMs = options.deadlineMs ?? startMs;
  return new Promise((resolve, reject) => {
    const settle = (outcome: StartOutcome) => {
      clearTimeout(timer);
      clearInterval(looking);
      resolve(outcome);
      if (outcome.kind !== 'started') void child.kill();
    };
    const [started, usedBefore] = [performance.now(), readCpuSeconds(child.pid) ?? 0];
    const timer = setTimeout(() => settle({ kind: 'silent', ms: deadlineMs }), deadlineMs);
    const looking = setInterval(() => {
      const used = (readCpuSeconds(child.pid) ?? 0) - usedBefore;
      if (used > startCpuSeconds) settle({ kind: 'silent', ms: Math.round(performance.now() - started) });
    }, lookEveryMs);
    void child.exited.then((exit) => settle({ kind: 'exited', exit, output: child.output() } satisfies StartFailure));
    child.listen((message) => {
      record(records, message);
      if (message.type === 'started') settle({ kind: 'started', host: openHost(child, records) });
      if (message.type === 'not-started') settle(message.failure);
    });
    const { address, world, client = false } = options;
    child.openDoors({ engine: address, world, client }).then(
      (doors) => child.send({ type: 'start', ...readStartMessage({ ...options, address: doors.engine }, doors.world) }),
      (error: Error) => {
        reject(noDoors(error));
        settle({ kind: 'silent', ms: 0 });
      },
    );
  });
}

function noDoors({ message }: Error): FaultError {
  return new FaultError({
    code: 'no-sandbox',
    message: `The sandbox could not be given its two ways out: ${message}.`,
    repair: 'Set TMPDIR to a folder with a short name on a disk that is not full, and try again.',
  });
}

function readStartMessage(
  { address, build, client = false, workers }: StartOptions,
  world: string | undefined,
): StartMessage {
  return {
    address,
    isThreaded: build.path === 'official',
    workflows: build.workflows,
    modules: build.modules?.code,
    client,
    world,
    workers,
  };
}

interface Records {
  taskFailures: Map<string, string>;
  logs: HostLog[];
  reports: Json[];
}

type Waiter = { id: number; settle(message: HostMessage): void };

function openHost(child: HostChild, records: Records): Host {
  const waiting = new Map<number, Waiter['settle']>();
  let lastId = 0;
  child.listen((message) => {
    record(records, message);
    if (message.type === 'called' || message.type === 'replayed') waiting.get(message.id)?.(message);
  });
  /** Sends a request and waits for its answer, the end of the host or the deadline. */
  const ask = (send: (id: number) => void, deadlineMs: number) =>
    new Promise<HostMessage | { type: 'exited'; exit: HostExit } | { type: 'unanswered' }>((resolve) => {
      lastId += 1;
      const id = lastId;
      const settle = (answer: Parameters<typeof resolve>[0]) => {
        clearTimeout(timer);
        waiting.delete(id);
        resolve(answer);
      };
      const timer = setTimeout(() => settle({ type: 'unanswered' }), deadlineMs);
      waiting.set(id, settle);
      void child.exited.then((exit) => settle({ type: 'exited', exit }));
      send(id);
    });

  return {
    pid: child.pid,
    directory: child.directory,
    exited: child.exited,
    async call(request): Promise<CallOutcome> {
      const ms = request.deadlineMs ?? callMs;
      const answer = await ask((id) => child.send({ type: 'call', id, request }), ms);
      if (answer.type === 'called') return answer.outcome;
      return answer.type === 'exited' ? { kind: 'host-exited', exit: answer.exit } : { kind: 'unanswered', ms };
    },
    async replay({ workflows, history, workflowId, deadlineMs: ms = callMs }): Promise<ReplayOutcome> {
      const bytes = Buffer.from(history).toString('base64');
      const answer = await ask((id) => child.send({ type: 'replay', id, workflows, history: bytes, workflowId }), ms);
      if (answer.type === 'replayed') return answer.outcome;
      return answer.type === 'exited' ? { kind: 'host-exited', exit: answer.exit } : { kind: 'unanswered', ms };
    },
    reports: () => [...records.reports],
    logs: () => [...records.logs],
    taskFailure: (runId) => records.taskFailures.get(runId),
    output: () => child.output(),
    memoryMb: () => readMemoryMb(child.pid),
    kill: () => child.kill(),
    stop: (graceMs = stopMs) => stopHost(child, graceMs),
  };
}

async function stopHost(child: HostChild, graceMs: number): Promise<HostExit> {
  child.send({ type: 'stop' });
  const timer = setTimeout(() => void child.kill(), graceMs);
  const exit = await child.exited;
  clearTimeout(timer);
  return exit.kind === 'exit' && exit.code === 0 ? { kind: 'killed' } : exit;
}

function record({ logs, reports, taskFailures }: Records, message: HostMessage): void {
  if (message.type === 'task-failed') taskFailures.set(String(message.runId), String(message.failure));
  if (message.type === 'report') reports.push(message.value);
  if (message.type !== 'log') return;
  logs.push(message.log);
  if (logs.length > maxLogs) logs.shift();
}
