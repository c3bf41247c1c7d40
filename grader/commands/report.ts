import type { Command } from './command.ts';
import type { Surroundings } from './surroundings.ts';
export async function runReport(
  _command: Extract<Command, { kind: 'report' }>,
  _surroundings: Surroundings,
): Promise<number> {
  return 3;
}
