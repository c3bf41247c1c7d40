import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { watch } from 'chokidar';

export interface FileWatch {
  /** Everything that happens from then on is seen. */
  ready: Promise<unknown>;
  close(): Promise<void>;
}

export interface WatchOptions {
  /** Absolute folder that holds all exercises. */
  dir: string;
  /** Absolute folder of the exercise that matters now. */
  current(): string;
  /** Something may be different; also called for what turns out to be nothing. */
  onChange(): void;
  /** The computer has been asleep. */
  onWake(): void;
  /** False: only look, once a second, as on file systems that tell nothing. */
  native?: boolean;
}

const lookEveryMs = 1000;
const asleepMs = 30_000;

/**
 * Tells of changes in the exercises. The system says so at once where it can. Network and container file systems stay
 * silent, and a system may be out of watches; so the current exercise is looked at every second as well, which costs a
 * few calls of `stat`.
 */
export function watchFiles({ dir, current, onChange, onWake, native = true }: WatchOptions): FileWatch {
  const ignored = (path: string) => path !== dir && /^(\.|node_modules$)/.test(basename(path));
  const watcher = native ? watch(dir, { ignoreInitial: true, ignored }) : undefined;
  // Looking goes on, whatever the system can't do.
  watcher?.on('error', () => {});
  let seen: { folder: string; print: string } | undefined;
  // What the system has told needs no second telling.
  watcher?.on('all', () => {
    seen = undefined;
    onChange();
  });
  let lookedAt = Date.now();
  let looking = false;
  const look = async () => {
    if (looking) return;
    looking = true;
    const folder = current();
    const print = await fingerprint(folder);
    if (seen?.folder === folder && seen.print !== print) onChange();
    seen = { folder, print };
    looking = false;
  };
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - lookedAt > asleepMs) onWake();
    lookedAt = now;
    void look();
  }, lookEveryMs);
  const looked = look();
  const listening = watcher && new Promise<void>((resolve) => watcher.once('ready', resolve));
  return {
    ready: Promise.all([looked, listening]),
    async close() {
      clearInterval(timer);
      await watcher?.close();
    },
  };
}

/** Names, sizes and times of the files in a folder; another text when any of them is different. */
export async function fingerprint(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const lines = files.sort().map(async (file) => {
    const facts = await stat(file).catch(() => undefined);
    return `${file} ${facts?.size} ${facts?.mtimeMs} ${facts?.ino}`;
  });
  return (await Promise.all(lines)).join('\n');
}
