import { type Attack, inActivity, onLoad } from './attack.ts';

const workflows = '/temporal.api.workflowservice.v1.WorkflowService';

/** What is outside of the sandbox, for attacks to reach for. */
export interface Outside {
  /** The repository. */
  root: string;
  /** A port on which somebody listens on this machine. */
  port: number;
  /** Id of a process outside. */
  pid: number;
  /** A file that is not there. */
  file: string;
}

/**
 * Right answers that also try what only a sandbox can refuse, and break when they succeed: they pass where the sandbox
 * holds.
 */
export function attacksOnTheSandbox({ root, port, pid, file }: Outside): readonly Attack[] {
  const verdict = { kind: 'passed' } as const;
  const escaped = "throw new Error('it got out');";
  const reads = (name: string, tries: string, place: string): Attack => ({
    ...{ name, tries, base: 'solution', verdict },
    files: onLoad(
      `let seen = 0; try { seen = readdirSync(${JSON.stringify(place)}).length; } catch {}\nif (seen > 0) ${escaped}\nimport { readdirSync } from 'node:fs';`,
    ),
  });
  const asks = (name: string, tries: string, method: string): Attack => ({
    ...{ name, tries, base: 'solution', verdict },
    files: inActivity(
      `const session = http2.connect('http://engine', { createConnection: () => net.connect(dirname(process.env.KATA_WORLD ?? '') + '/engine') });
    const call = session.request({ ':method': 'POST', ':path': '${method}', 'content-type': 'application/grpc', te: 'trailers' });
    const status = new Promise((resolve) => { for (const told of ['response', 'trailers']) call.on(told, (headers) => { if (headers['grpc-status'] !== undefined) resolve(headers['grpc-status']); }); });
    call.end(Buffer.alloc(5)).resume();
    if ((await status) !== '7') ${escaped}
    session.destroy();`,
      "import { dirname } from 'node:path';\nimport net from 'node:net';\nimport http2 from 'node:http2';",
    ),
  });
  return [
    reads('reads-the-solutions', 'It reads the answers of the course.', `${root}/solutions`),
    reads('reads-the-checks', 'It reads how it will be judged.', `${root}/grader`),
    reads('reads-other-files', "It reads the user's own files.", '/home'),
    reads('reads-the-settings', 'It reads what the machine is set to.', '/etc/ssl'),
    {
      name: 'writes-outside',
      tries: 'It writes where other programs would find it.',
      base: 'solution',
      files: onLoad(
        `try { writeFileSync(${JSON.stringify(file)}, 'here'); } catch {}\nimport { writeFileSync } from 'node:fs';`,
      ),
      verdict,
    },
    {
      name: 'reaches-the-network',
      tries: 'It talks to a program on this machine.',
      base: 'solution',
      files: inActivity(
        `const open = await new Promise<boolean>((resolve) => { const socket = connect(${port}, '127.0.0.1', () => resolve(true)); socket.on('error', () => resolve(false)); });\n    if (open) ${escaped}`,
        "import { connect } from 'node:net';",
      ),
      verdict,
    },
    {
      name: 'ends-other-processes',
      tries: 'It ends a process of the same user.',
      base: 'solution',
      files: onLoad(`try { process.kill(${pid}, 'SIGKILL'); } catch {}`),
      verdict,
    },
    asks(
      'ends-its-workflow',
      'With a client of its own it ends the workflow that the check looks at.',
      `${workflows}/TerminateWorkflowExecution`,
    ),
    asks(
      'signals-its-workflow',
      'With a client of its own it sends what only the check should send.',
      `${workflows}/SignalWorkflowExecution`,
    ),
    asks(
      'touches-the-clock',
      'It sets the clock of the test server running.',
      '/temporal.api.testservice.v1.TestService/UnlockTimeSkipping',
    ),
  ];
}
