/**
 * Sends a signal to a process and, with `group`, to all of the group that it leads; on Windows, which has no groups, to the
 * process alone. Says nothing of one that is gone already.
 */
export function killProcess(
  pid: number,
  { group = true, signal = 'SIGKILL' }: { group?: boolean; signal?: 'SIGTERM' | 'SIGKILL' } = {},
): void {
  try {
    process.kill(group && process.platform !== 'win32' ? -pid : pid, signal);
  } catch {
    // It is gone already.
  }
}
