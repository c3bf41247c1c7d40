import { execFile } from 'node:child_process';
import { constants } from 'node:os';
import { promisify } from 'node:util';
import { FaultError } from '../../catalog/fault.ts';
import { nodeModulesDir } from '../places.ts';

// The strict sandbox: Linux's own namespaces, set up by bubblewrap.

const run = promisify(execFile);

/** Bytes that a submission may write into one file, and into memory-backed folders. */
const fileBytes = 64 * 1024 * 1024;
const openFiles = 4096;

/** System folders with programs and libraries; some are links, some are missing on one system or another. */
const systemFolders = ['/usr', '/bin', '/lib', '/lib64', '/nix/store', '/etc/ld.so.cache'];

const alone = ['--unshare-all', '--die-with-parent', '--cap-drop', 'ALL'];

/**
 * Makes sure that the sandbox can be had here.
 * @throws FaultError `no-sandbox`, with what would help; there is no other sandbox to fall back on.
 */
export async function requireSandbox(platform: NodeJS.Platform = process.platform): Promise<void> {
  if (platform !== 'linux')
    throw noSandbox(
      'The strict sandbox is made of parts that only Linux has.',
      'Grade in a container or a virtual machine with Linux, or leave `--sandbox strict` out: then the code runs as your own user.',
    );
  const everything = ['--ro-bind', '/', '/', '--proc', '/proc'];
  const [program, ...args] = limits;
  await run(program, [...args, 'bwrap', ...alone, ...everything, '--', '/bin/sh', '-c', ':']).catch(
    (error: Error & { stderr?: string }) => {
      const said = error.stderr?.trim().split('\n')[0] || error.message.split('\n')[0];
      throw noSandbox(
        `The strict sandbox can't be had here: ${said}.`,
        'Install bubblewrap (`sudo apt install bubblewrap`), and allow unprivileged user namespaces; a container may need `--privileged`. Without `--sandbox strict` the code runs as your own user.',
      );
    },
  );
}

function noSandbox(message: string, repair: string): FaultError {
  return new FaultError({ code: 'no-sandbox', message, repair });
}

const limits: [string, ...string[]] = ['prlimit', '--core=0', `--fsize=${fileBytes}`, `--nofile=${openFiles}`, '--'];

/** What a program in the sandbox ended with; bubblewrap tells a signal as a code. Pure. */
export function asIfBare<End extends { code: number | null; signal: string | null }>(end: End, isConfined: boolean) {
  if (!isConfined || end.code === null || end.code <= 128) return end;
  const number = end.code - 128;
  const [name] = Object.entries(constants.signals).find(([, value]) => value === number) ?? [];
  return name === undefined ? end : { code: null, signal: name };
}

/** What a program in the sandbox sees of the disk, besides the system's own programs. */
export interface Seen {
  /** Can be read and written; the program starts there. */
  directory: string;
  /** Can be read. */
  readable: string[];
}

/**
 * The command that runs `command` alone: without a network, with processes of its own, and with nothing of the disk but
 * what it is shown. Pure.
 */
export function confine(command: readonly string[], { directory, readable }: Seen): [string, ...string[]] {
  const shown = [nodeModulesDir, process.execPath, ...readable].flatMap((place) => ['--ro-bind', place, place]);
  return [
    ...limits,
    'bwrap',
    ...alone,
    ...systemFolders.flatMap((place) => ['--ro-bind-try', place, place]),
    ...['--proc', '/proc', '--dev', '/dev', '--size', String(fileBytes), '--tmpfs', '/tmp'],
    ...shown,
    ...['--bind', directory, directory, '--chdir', directory, '--hostname', 'harbour', '--'],
    ...command,
  ];
}
