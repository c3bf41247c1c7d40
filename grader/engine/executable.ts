import { constants } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';

/** What is wrong with a file that shall be run as a program, or `undefined` when nothing shows before running it. */
export type Flaw = 'missing' | 'not-a-file' | 'not-executable' | 'cut-off' | 'not-a-program' | { madeFor: string };

export interface Machine {
  platform: NodeJS.Platform;
  /** As in `process.arch`. */
  arch: string;
}

/**
 * Looks at a program without running it. Running it would say less: a shell is tried on a file of a foreign format, and
 * a download that was cut off may run for a while.
 */
export async function inspectExecutable(path: string, machine: Machine): Promise<Flaw | undefined> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats) return 'missing';
  if (!stats.isFile()) return 'not-a-file';
  if (stats.size === 0) return 'cut-off';
  const executable = await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!executable) return 'not-executable';
  const head = await readHead(path).catch(() => undefined);
  // A program may be run without being readable; then only running it can tell.
  return head && judgeHead(head, stats.size, machine);
}

/** Judges the first bytes of a program of `size` bytes: which system it is made for, and whether its end is there. */
export function judgeHead(head: Buffer, size: number, machine: Machine): Flaw | undefined {
  if (head.subarray(0, 2).toString('latin1') === '#!')
    return machine.platform === 'win32' ? 'not-a-program' : undefined;
  const program = readElf(head, size) ?? readMachO(head) ?? readPe(head);
  if (!program) return machine.platform === 'win32' && head.length < 64 ? 'cut-off' : 'not-a-program';
  if (program.end > size) return 'cut-off';
  const runs =
    program.platform === machine.platform && (program.archs.includes(machine.arch) || isEmulated(program, machine));
  return runs ? undefined : { madeFor: `${program.platform} ${program.archs.join('/')}` };
}

interface Program {
  platform: NodeJS.Platform;
  archs: string[];
  /** Offset in the file up to which it must reach, as far as its head tells. */
  end: number;
}

const elfArchs: Record<number, string> = { 3: 'ia32', 40: 'arm', 62: 'x64', 183: 'arm64', 243: 'riscv64' };
const machArchs: Record<number, string> = { 16777223: 'x64', 16777228: 'arm64' };
const peArchs: Record<number, string> = { 332: 'ia32', 34404: 'x64', 43620: 'arm64' };

function readElf(head: Buffer, size: number): Program | undefined {
  if (head.length < 20 || head.readUInt32BE(0) !== 0x7f454c46) return undefined;
  const archs = [elfArchs[head.readUInt16LE(18)] ?? 'of another kind'];
  const is64 = head[4] === 2;
  if (!is64 || head.length < 64) return { platform: 'linux', archs, end: is64 ? 64 : size };
  // The table of sections stands at the very end of the file.
  const end = Number(head.readBigUInt64LE(40)) + head.readUInt16LE(58) * head.readUInt16LE(60);
  return { platform: 'linux', archs, end };
}

function readMachO(head: Buffer): Program | undefined {
  if (head.length < 8) return undefined;
  if (head.readUInt32LE(0) === 0xfeedfacf) {
    return { platform: 'darwin', archs: [machArchs[head.readUInt32LE(4)] ?? 'of another kind'], end: 0 };
  }
  return head.readUInt32BE(0) === 0xcafebabe ? { platform: 'darwin', archs: ['x64', 'arm64'], end: 0 } : undefined;
}

function readPe(head: Buffer): Program | undefined {
  if (head.length < 64 || head.subarray(0, 2).toString('latin1') !== 'MZ') return undefined;
  const at = head.readUInt32LE(60);
  const arch = at + 6 <= head.length ? peArchs[head.readUInt16LE(at + 4)] : undefined;
  return { platform: 'win32', archs: [arch ?? 'of another kind'], end: at };
}

/** Apple's and Microsoft's arm64 systems run x64 programs. */
function isEmulated(program: Program, machine: Machine): boolean {
  return machine.platform !== 'linux' && machine.arch === 'arm64' && program.archs.includes('x64');
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1_024), 0, 1_024, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
