import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { crashExitCode, type HostMessage, messageDescriptor } from '../protocol.ts';

/** How a host speaks to the grader. */
export interface Speaker {
  say(message: HostMessage): void;
  /** Says a last word and ends the process. */
  crash(message: HostMessage): void;
}

const flushMs = 200;

export function openSpeaker(): Speaker {
  const channel = new Socket({ fd: messageDescriptor, readable: false, writable: true });
  channel.on('error', () => process.exit(0));
  const toLine = (message: HostMessage) => `${JSON.stringify(message)}\n`;
  return {
    say(message) {
      channel.write(toLine(message));
    },
    crash(message) {
      // Written at once where possible, so that the broken code runs no further.
      try {
        if (channel.writableLength === 0) {
          writeSync(messageDescriptor, toLine(message));
          process.exit(crashExitCode);
        }
      } catch {
        // The pipe is full: wait for it below.
      }
      channel.end(toLine(message), () => process.exit(crashExitCode));
      setTimeout(() => process.exit(crashExitCode), flushMs);
    },
  };
}
