import { emitKeypressEvents, type Interface, type Key as Keypress } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Key } from './state.ts';

/** A stream that may be a terminal whose keys come one by one. */
export type KeyStream = Readable & { isTTY?: boolean; setRawMode?(raw: boolean): unknown };

/** Takes keys from a terminal until it is told to stop. */
export interface KeyReader {
  /** Gives the terminal to another program; `resume` takes it back. */
  pause(): void;
  resume(): void;
  close(): void;
}

/** Hands on each key that is pressed; `onClosed` when the terminal is gone. */
export function readKeys(stdin: KeyStream, onKey: (key: Key) => void, onClosed: () => void): KeyReader {
  // Of the interface only this is read; without it the escape key is felt half a second late.
  emitKeypressEvents(stdin, { escapeCodeTimeout: 50 } as unknown as Interface);
  const listen = (text: string | undefined, press: Keypress) => {
    const key = toKey(text, press);
    if (key) onKey(key);
  };
  const pause = () => {
    stdin.off('keypress', listen);
    stdin.setRawMode?.(false);
    stdin.pause();
  };
  const resume = () => {
    stdin.on('keypress', listen);
    stdin.setRawMode?.(true);
    stdin.resume();
  };
  for (const name of ['end', 'close', 'error']) stdin.on(name, onClosed);
  resume();
  return {
    pause,
    resume,
    close() {
      // A terminal that is gone says so once more.
      pause();
      for (const name of ['end', 'close', 'error']) stdin.off(name, onClosed);
    },
  };
}

const names: Record<string, Exclude<Key['kind'], 'char'>> = {
  ...{ up: 'up', down: 'down', left: 'left', right: 'right', pageup: 'page-up', pagedown: 'page-down' },
  ...{ home: 'home', end: 'end', return: 'enter', enter: 'enter', escape: 'escape', backspace: 'backspace' },
};

/** What a key press is to the watch; undefined for those it has no use for. Pure. */
export function toKey(text: string | undefined, { name = '', ctrl = false, meta = false }: Keypress): Key | undefined {
  if (ctrl) return name === 'c' || name === 'd' ? { kind: 'interrupt' } : undefined;
  const kind = names[name];
  if (kind) return { kind };
  if (meta || text === undefined || [...text].length !== 1 || text < ' ') return undefined;
  return { kind: 'char', char: text };
}
