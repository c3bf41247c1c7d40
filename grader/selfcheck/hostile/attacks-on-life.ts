import { type Attack, inActivity, inWorkflow, onLoad } from './attack.ts';

/** Sleeps that nobody else starts: what is left of them after a grading has outlived it. */
export const sleepSeconds = 471_147;

/** Loops, bombs, ends and floods: the host's process, and whatever it starts. */
export const attacksOnLife: readonly Attack[] = [
  {
    name: 'workflow-loop',
    tries: 'The workflow never comes to an await.',
    base: 'solution',
    files: inWorkflow('for (;;);'),
    verdict: { kind: 'failed' },
  },
  {
    name: 'workflow-microtasks',
    tries: 'The workflow awaits nothing, for ever.',
    base: 'solution',
    files: inWorkflow('for (;;) await null;'),
    // Which limit it meets first, of its task or of the check's patience, depends on the machine.
    verdict: { kind: 'failed' },
  },
  {
    name: 'workflow-heap',
    tries: 'The workflow takes all memory.',
    base: 'solution',
    files: inWorkflow('const all: unknown[] = []; for (;;) all.push(new Array(1_000_000).fill(1.5));'),
    // Which limit it meets first, of memory or of time, depends on the machine.
    verdict: { kind: 'failed' },
  },
  {
    name: 'activity-loop',
    tries: 'An activity never gives its thread back.',
    base: 'solution',
    files: inActivity('for (;;);'),
    verdict: { kind: 'failed' },
  },
  {
    name: 'loop-on-load',
    tries: 'The file never comes to its end when it is loaded.',
    base: 'solution',
    files: onLoad('for (;;);'),
    verdict: { kind: 'failed' },
  },
  {
    name: 'throw-on-load',
    tries: 'The file throws when it is loaded.',
    base: 'solution',
    files: onLoad("throw new RangeError('not today');"),
    verdict: { kind: 'unrunnable', first: 'load-crash' },
  },
  {
    name: 'exit-on-load',
    tries: 'The process is ended with the code of success when the file is loaded.',
    base: 'solution',
    files: onLoad('process.exit(0);'),
    verdict: { kind: 'unrunnable', first: 'process-exit' },
  },
  {
    name: 'exit',
    tries: 'An activity ends the process with the code of success.',
    base: 'solution',
    files: inActivity('process.exit(0);'),
    verdict: { kind: 'failed', first: 'process-exit' },
  },
  {
    name: 'unhandled-rejection',
    tries: 'A promise is rejected and nobody waits for it.',
    base: 'solution',
    files: inActivity("void Promise.reject(new RangeError('nobody waits')); await new Promise(() => {});"),
    verdict: { kind: 'failed', first: 'unhandled-rejection' },
  },
  {
    name: 'heap-bomb',
    tries: 'An activity takes all memory of the heap.',
    base: 'solution',
    files: inActivity('const all: unknown[] = []; for (;;) all.push(new Array(100_000).fill({}));'),
    verdict: { kind: 'failed', first: 'out-of-memory' },
  },
  {
    name: 'buffer-bomb',
    tries: 'An activity takes memory outside of the heap.',
    base: 'solution',
    files: inActivity(
      'const all: Buffer[] = []; for (;;) { all.push(Buffer.alloc(40_000_000, 1)); await new Promise((done) => setTimeout(done, 20)); }',
    ),
    verdict: { kind: 'failed', first: 'out-of-memory' },
  },
  {
    name: 'many-children',
    tries:
      'It starts a hundred processes and leaves them, once in each host: at every call they would use up its memory.',
    base: 'solution',
    files: inActivity(
      `for (; started < 100; started++) spawn('sleep', ['${sleepSeconds}'], { stdio: 'ignore' });`,
      "import { spawn } from 'node:child_process';\nlet started = 0;",
    ),
    verdict: { kind: 'passed' },
  },
  {
    name: 'child-of-another-group',
    tries: 'It starts a process that leaves its group, to outlive it.',
    base: 'solution',
    files: inActivity(
      `spawn('sleep', ['${sleepSeconds}'], { stdio: 'ignore', detached: true }).unref();`,
      "import { spawn } from 'node:child_process';",
    ),
    verdict: { kind: 'passed' },
  },
  {
    name: 'much-output',
    tries: 'It prints two megabytes at every call, of which a few kilobytes are kept.',
    base: 'solution',
    files: inActivity("for (let i = 0; i < 2; i++) process.stdout.write('x'.repeat(1024 * 1024));"),
    verdict: { kind: 'passed' },
  },
  {
    name: 'channel-flood',
    tries: 'It writes without end on the channel to the grader.',
    base: 'solution',
    files: inActivity(
      'for (;;) { try { writeSync(3, \'{"type":"report","value":1}\\n\'.repeat(1000)); } catch { /* full */ } }',
      "import { writeSync } from 'node:fs';",
    ),
    verdict: { kind: 'failed', first: 'output-flood' },
  },
  {
    name: 'channel-closed',
    tries: 'It closes the channel to the grader.',
    base: 'solution',
    files: inActivity('try { closeSync(3); } catch { /* closed */ }', "import { closeSync } from 'node:fs';"),
    verdict: { kind: 'failed' },
  },
  {
    name: 'signal-to-the-grader',
    tries: 'It sends SIGUSR1 to its parent, which would open the debugger of Node.',
    base: 'solution',
    files: inActivity("process.kill(process.ppid, 'SIGUSR1');"),
    verdict: { kind: 'passed' },
  },
];
