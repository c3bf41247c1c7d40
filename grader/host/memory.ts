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
