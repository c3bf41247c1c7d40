import { readFileSync } from 'node:fs';

const intervalMs = 250;

/** Resident memory of a process in MB; undefined when it can't be read (not on Linux, or the process is gone). */
export function readMemoryMb(pid: number): number | undefined {
  try {
    const kb = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? undefined : Number(kb) / 1024;
  } catch {
    return undefined;
  }
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

/** Seconds of a processor that a process has used; undefined where it can't be read. */
export function readCpuSeconds(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    // Ticks in user and in kernel mode; Linux shows a hundred of them a second to programs, everywhere.
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}
