import { readFileSync } from 'node:fs';

const intervalMs = 250;

/**
 * Resident memory of a process and of all it has started, in MB, without the pages that programs share; undefined when it
 * can't be read (not on Linux, or the process is gone).
 */
export function readMemoryMb(pid: number): number | undefined {
  return sumOf(pid, (one) => {
    const kb = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${one}/status`, 'utf8'))?.[1];
    return Number(kb ?? 0) / 1024;
  });
}

/** Calls `onTooMuch` once when a process holds more than `limitMb`; returns what ends the watch. */
export function watchMemory(pid: number, limitMb: number, onTooMuch: () => void): () => void {
  const timer = setInterval(() => {
    if ((readMemoryMb(pid) ?? 0) < limitMb) return;
    clearInterval(timer);
    onTooMuch();
  }, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Seconds of a processor that a process and all it has started have used; undefined where it can't be read. */
export function readCpuSeconds(pid: number): number | undefined {
  return sumOf(pid, (one) => {
    const fields = readFileSync(`/proc/${one}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    // Ticks in user and in kernel mode; Linux shows a hundred of them a second to programs, everywhere.
    return (Number(fields[11]) + Number(fields[12])) / 100;
  });
}

/** Adds up what is read of a process and of all below it; those that end meanwhile count nothing. */
function sumOf(pid: number, read: (pid: number) => number): number | undefined {
  try {
    const own = read(pid);
    const below = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    return below.reduce((sum, child) => sum + (sumOf(Number(child), read) ?? 0), own);
  } catch {
    return undefined;
  }
}
