import { delimiter } from 'node:path';
import type { EngineChoice } from './engine.ts';

/** What runs a server, given the port it shall listen on. */
export interface ServerCommand {
  executable: string;
  args(port: number): string[];
  /** Time it needs, when asked to end, to save something; 0 when it holds nothing worth saving. */
  saveWithinMs: number;
}

/** The command line of a choice; `archiveTo` lets a JVM write its class-data archive when it is asked to end. */
export function commandOf(choice: EngineChoice, archiveTo?: string): ServerCommand {
  if (choice.kind !== 'jvm') {
    return { executable: choice.executable, args: (port) => [String(port)], saveWithinMs: 0 };
  }
  const flags = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-XX:-UsePerfData', '-Xshare:auto'];
  if (archiveTo) flags.push(`-XX:ArchiveClassesAtExit=${archiveTo}`);
  else if (choice.archive) flags.push(`-XX:SharedArchiveFile=${choice.archive}`);
  // An archive that does not fit is passed over; what the JVM says about it is of no use to anybody.
  const quiet = ['-Xlog:disable', '-Xlog:all=error:stderr'];
  const program = ['-cp', choice.classPath.join(delimiter), 'io.temporal.testserver.TestServer'];
  return {
    executable: choice.java,
    args: (port) => [...flags, ...quiet, ...program, String(port)],
    saveWithinMs: archiveTo ? 30_000 : 0,
  };
}
