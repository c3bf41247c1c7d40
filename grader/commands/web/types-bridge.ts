import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where the page believes the exercise to be; the real place is nobody's business. */
const shownFolder = 'file:///exercise/';
const messageBytesAtMost = 2_000_000;

/** TypeScript's own language server, for one page. */
export interface TypesBridge {
  /** Passes a JSON-RPC message on. What names a file outside the exercise is dropped. */
  send(text: string): void;
  close(): void;
}

export interface TypesBridgeOptions {
  root: string;
  /** Absolute folder of the exercise. */
  dir: string;
  platform: NodeJS.Platform;
  arch: string;
  onMessage(text: string): void;
  onEnd(): void;
}

/** Starts `tsc --lsp -stdio` and speaks its frames. */
export function openTypesBridge({ root, dir, platform, arch, onMessage, onEnd }: TypesBridgeOptions): TypesBridge {
  const program = join(
    ...[root, 'node_modules', '@typescript', `typescript-${platform}-${arch}`, 'lib'],
    platform === 'win32' ? 'tsc.exe' : 'tsc',
  );
  const child = spawn(program, ['--lsp', '-stdio'], { cwd: dir, stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
  const realFolder = `${pathToFileURL(dir).href}/`;
  child.once('error', onEnd);
  child.once('close', onEnd);
  child.stdin?.on('error', () => {});
  const write = (body: string) => child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  readFrames(child, (text) => {
    const reply = replyFor(text);
    if (reply !== undefined) write(reply);
    else onMessage(text.replaceAll(realFolder, shownFolder));
  });
  return {
    send(text) {
      if (text.length > messageBytesAtMost || !staysInside(text)) return;
      write(text.replaceAll(shownFolder, realFolder).replaceAll(shownFolder.slice(0, -1), realFolder.slice(0, -1)));
    },
    close: () => void child.kill('SIGKILL'),
  };
}

/** Every address in a message is one of the exercise, and climbs nowhere. Pure. */
export function staysInside(text: string): boolean {
  const addresses = text.match(/file:[^"\\\s]*/gi) ?? [];
  return addresses.every(
    (address) =>
      (address === shownFolder.slice(0, -1) || address.startsWith(shownFolder)) && !/\.\.|%2e|%2f|%5c/i.test(address),
  );
}

/** What every editor is asked and the page's client can't answer: that it may watch, and that it has no settings. Pure. */
export function replyFor(text: string): string | undefined {
  if (!/"method":"(client\/registerCapability|workspace\/configuration)"/.test(text)) return undefined;
  const { id, params } = JSON.parse(text);
  const result = Array.isArray(params?.items) ? params.items.map(() => null) : null;
  return JSON.stringify({ jsonrpc: '2.0', id, result });
}

function readFrames({ stdout }: ChildProcess, onFrame: (text: string) => void): void {
  let waiting = Buffer.alloc(0);
  stdout?.on('data', (part: Buffer) => {
    waiting = Buffer.concat([waiting, part]);
    for (;;) {
      const head = waiting.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(waiting.subarray(0, Math.max(head, 0)).toString())?.[1]);
      if (head < 0 || !(waiting.length >= head + 4 + length)) return;
      onFrame(waiting.subarray(head + 4, head + 4 + length).toString());
      waiting = waiting.subarray(head + 4 + length);
    }
  });
}
