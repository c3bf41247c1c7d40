// What a shipment asks of the terminals. A call to a terminal acts once per key: with the same key it repeats its answer.
// Goal: a step that was under way when its machine died is done once, whichever machine does it.
// What must stay: names and types; each step is one call to a terminal.
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { terminals } from '#world';

type At = { id: string; leg: number; at: string; key: string };
type FromTo = { id: string; leg: number; from: string; to: string; key: string };

const logs = new Map<string, string[]>();

export async function loadLeg({ id, at, key }: At): Promise<{ entry: string }> {
  return await once(id, key, (booking) => terminals.load({ key: booking, shipment: id, at }));
}

export async function moveLeg({ id, from, to, key }: FromTo): Promise<{ entry: string }> {
  return await once(id, key, (booking) => terminals.depart({ key: booking, shipment: id, from, to }));
}

export async function unloadLeg({ id, at, key }: At): Promise<{ entry: string }> {
  return await once(id, key, (booking) => terminals.unload({ key: booking, shipment: id, at }));
}

export async function readLog({ id }: { id: string }): Promise<{ entries: string[] }> {
  return { entries: logs.get(id) ?? [] };
}

/** A step that is done leaves a file behind, so that it is not done again. */
async function once(id: string, key: string, act: (booking: string) => Promise<{ entry: string }>) {
  // TODO(you): a step is done once, also when the machine dies between the terminal's work and this file.
  const file = `done-${encodeURIComponent(key)}`;
  const done = await readFile(file, 'utf8').catch(() => undefined);
  const entry = done ?? (await act(randomUUID())).entry;
  await writeFile(file, entry);
  if (done === undefined) logs.set(id, [...(logs.get(id) ?? []), entry]);
  return { entry };
}
