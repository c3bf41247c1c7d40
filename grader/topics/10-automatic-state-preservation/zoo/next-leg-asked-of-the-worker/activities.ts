// What a shipment asks of the terminals. A call to a terminal acts once per key: with the same key it repeats its answer.
// Goal: a step that was under way when its machine died is done once, whichever machine does it.
// What must stay: names and types; each step is one call to a terminal.
import { terminals } from '#world';

type At = { id: string; leg: number; at: string; key: string };
type FromTo = { id: string; leg: number; from: string; to: string; key: string };

// Nothing is remembered here: the next attempt may run on another machine. It comes with the same key, though, because
// the key is among the arguments, and those are in the history. So the terminal knows a repetition when it sees one.

export async function loadLeg({ id, at, key }: At): Promise<{ entry: string }> {
  return await terminals.load({ key, shipment: id, at });
}

export async function moveLeg({ id, from, to, key }: FromTo): Promise<{ entry: string }> {
  return await terminals.depart({ key, shipment: id, from, to });
}

export async function unloadLeg({ id, at, key }: At): Promise<{ entry: string }> {
  return await terminals.unload({ key, shipment: id, at });
}

const legsDone = new Map<string, number>();

export async function nextLeg({ id }: { id: string }): Promise<number> {
  return legsDone.get(id) ?? 0;
}

export async function legDone({ id }: { id: string }): Promise<void> {
  legsDone.set(id, (legsDone.get(id) ?? 0) + 1);
}
