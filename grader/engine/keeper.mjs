// A process of its own. It outlives its grader by a moment: when the pipe closes, the grader is gone, however it went,
// and everything still listed is killed. Plain JavaScript, so that it starts fast and the same way on every platform.
import { spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

const pids = new Set();
const groups = new Set();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

function kill(pid, isGroup) {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(isGroup ? -pid : pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

// `+<pid>`, `-<pid>`, `+group <pid>`, `-group <pid>`; zero and one would name our own group and the first process.
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [, sign, group, digits] = /^([+-])(group )?(\d+)$/.exec(line) ?? [];
    const pid = Number(digits);
    if (!(pid > 1)) return;
    const listed = group ? groups : pids;
    if (sign === '+') listed.add(pid);
    else listed.delete(pid);
  })
  .on('close', () => {
    for (const pid of groups) kill(pid, true);
    for (const pid of pids) kill(pid, false);
    process.exit(0);
  });
process.stdin.on('error', () => {});
