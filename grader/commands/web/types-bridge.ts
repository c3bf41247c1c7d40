import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeTypesFolder } from './types-folder.ts';

/** Where the page believes the exercise to be; the real place is nobody's business. */
const shownFolder = 'file:///exercise/';
const messageBytesAtMost = 2_000_000;
const settleMs = 80;
/** Marks the questions of the bridge itself. */
const ownId = 'kata:';

/** TypeScript's own language server, for one page. */
export interface TypesBridge {
  /** Passes a JSON-RPC message on. What names a file outside the exercise is dropped. */
  send(text: string): void;
  /** Resolves when nothing is left of it. */
  close(): Promise<void>;
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

/**
 * Starts `tsc --lsp -stdio` and speaks its frames. That server tells no errors by itself and the page's client asks for
 * none: so after each change the bridge asks for those of all open files, and tells them.
 */
export async function openTypesBridge(options: TypesBridgeOptions): Promise<TypesBridge> {
  const { root, platform, arch, onMessage, onEnd } = options;
  const folder = await makeTypesFolder(root, options.dir);
  const program = join(
    ...[root, 'node_modules', '@typescript', `typescript-${platform}-${arch}`, 'lib'],
    platform === 'win32' ? 'tsc.exe' : 'tsc',
  );
  const child = spawn(program, ['--lsp', '-stdio'], {
    ...{ cwd: folder.dir, stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true },
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  }).then(() => {
    onEnd();
    return folder.remove().catch(() => {});
  });
  child.stdin?.on('error', () => {});
  const realFolder = `${pathToFileURL(folder.dir).href}/`;
  const write = (text: string) => {
    const body = text.replaceAll(shownFolder, realFolder).replaceAll(shownFolder.slice(0, -1), realFolder.slice(0, -1));
    child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const versions = new Map<string, number>();
  let round = 0;
  let waiting: NodeJS.Timeout | undefined;
  const askAll = () => {
    round++;
    for (const [uri, version] of versions) write(askForErrors(uri, `${ownId}${round}:${version}:${uri}`));
  };
  readFrames(child, (frame) => {
    const text = frame.replaceAll(realFolder, shownFolder);
    const reply = replyFor(text);
    if (reply !== undefined) write(reply);
    // Answers overtake each other: what an older round says is of an older state.
    else if (text.includes(`"id":"${ownId}${round}:`)) onMessage(tellErrors(text));
    else if (text.includes(`"id":"${ownId}`)) return;
    else if (!text.includes('"method":"window/logMessage"')) onMessage(text);
  });
  return {
    send(text) {
      if (text.length > messageBytesAtMost || !staysInside(text)) return;
      write(text);
      if (!noteChange(text, versions)) return;
      // Files are opened one after the other, and errors of the first depend on the last.
      clearTimeout(waiting);
      waiting = setTimeout(askAll, settleMs);
    },
    close() {
      clearTimeout(waiting);
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/** Every place a message names lies in the exercise and climbs nowhere; what a file says is no place. Pure. */
export function staysInside(text: string): boolean {
  try {
    return placesIn(JSON.parse(text)).every(
      (place) => `${place}/`.startsWith(shownFolder) && !/\.\.|%2e|%2f|%5c|\\/i.test(place),
    );
  } catch {
    return false;
  }
}

function placesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) =>
    typeof inside === 'string' && /(uri|path)$/i.test(name) ? [inside] : placesIn(inside),
  );
}

/** What every editor is asked and the page's client can't answer: that it may watch, and that it has no settings. Pure. */
export function replyFor(text: string): string | undefined {
  if (!/"method":"(client\/registerCapability|workspace\/configuration)"/.test(text)) return undefined;
  const { id, params } = JSON.parse(text);
  const result = Array.isArray(params?.items) ? params.items.map(() => null) : null;
  return JSON.stringify({ jsonrpc: '2.0', id, result });
}

/** Keeps which files are open in which version; whether there is something new to be checked. */
function noteChange(text: string, versions: Map<string, number>): boolean {
  if (!/"method":"textDocument\/did(Open|Change|Close)"/.test(text)) return false;
  const { method, params } = JSON.parse(text);
  const { uri, version } = params?.textDocument ?? {};
  if (method === 'textDocument/didClose') versions.delete(String(uri));
  else versions.set(String(uri), Number(version));
  return true;
}

function askForErrors(uri: string, id: string): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method: 'textDocument/diagnostic', params: { textDocument: { uri } } });
}

function tellErrors(text: string): string {
  const { id, result } = JSON.parse(text);
  const [, version, uri] = /^kata:\d+:(-?\d+):(.*)$/.exec(String(id)) ?? [];
  const params = { uri, version: Number(version), diagnostics: result?.items ?? [] };
  return JSON.stringify({ jsonrpc: '2.0', method: 'textDocument/publishDiagnostics', params });
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
