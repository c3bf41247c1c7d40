// What a shipment asks of the terminals. A call to a terminal acts once per key: with the same key it repeats its answer.
// Goal: a step that was under way when its machine died is done once, whichever machine does it.
// What must stay: names and types; each step is one call to a terminal.
import { appendFile, readFile } from 'node:fs/promises';
import { terminals } from '#world';

type At = { id: string; leg: number; at: string; key: string };
type FromTo = { id: string; leg: number; from: string; to: string; key: string };

async function writeDown(id: string, step: { entry: string }): Promise<{ entry: string }> {
  await appendFile(`${id}.log`, `${step.entry}\n`);
  return step;
}

export async function loadLeg({ id, at, key }: At): Promise<{ entry: string }> {
  return await writeDown(id, await terminals.load({ key, shipment: id, at }));
}

export async function moveLeg({ id, from, to, key }: FromTo): Promise<{ entry: string }> {
  return await writeDown(id, await terminals.depart({ key, shipment: id, from, to }));
}

export async function unloadLeg({ id, at, key }: At): Promise<{ entry: string }> {
  return await writeDown(id, await terminals.unload({ key, shipment: id, at }));
}

export async function readLog({ id }: { id: string }): Promise<{ entries: string[] }> {
  const text = await readFile(`${id}.log`, 'utf8');
  return { entries: text.trimEnd().split('\n') };
}
