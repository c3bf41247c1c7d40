import { readdirSync, readFileSync } from 'node:fs';

/**
 * Ends what a host has started and what has left its process group, known by the home folder it was given; best effort, on
 * Linux. A program that wipes its environment escapes this: only a sandbox holds it.
 * @param home the host's own folder, which no other process was given
 */
export function endEscaped(home: string): void {
  if (process.platform !== 'linux') return;
  // What starts others while it is being ended is found in the next round.
  for (let round = 0; round < 3; round++) {
    const found = listBelow(home);
    if (found.length === 0) return;
    for (const pid of found) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It is gone already.
      }
    }
  }
}

function listBelow(home: string): number[] {
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    return Number.isInteger(pid) && pid !== process.pid && hasHome(name, home) ? [pid] : [];
  });
}

function hasHome(pid: string, home: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`HOME=${home}`);
  } catch {
    // It is gone, or somebody else's.
    return false;
  }
}
