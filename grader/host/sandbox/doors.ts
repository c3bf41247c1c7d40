import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { openEngineDoor } from './engine-door.ts';
import { openRelay } from './relay.ts';

/** The two ways out of the sandbox: sockets in a folder of their own, which is shown to it. */
export interface Doors {
  /** Path of a socket that answers what a worker may ask of the engine. */
  engine: string;
  /** Path of a socket that leads to the world. */
  world: string;
  close(): void;
}

export interface Behind {
  /** `host:port` of the engine. */
  engine: string;
  /** Path of the world's own socket. */
  world: string | undefined;
  /** Whether the submission is also a client, by its contract. */
  client: boolean;
}

/** Where a host's doors are. */
export function doorsOf(directory: string): string {
  return `${directory}-doors`;
}

export function makeDoorsFolder(directory: string): void {
  mkdirSync(doorsOf(directory), { mode: 0o700 });
}

export function removeDoorsFolder(directory: string): void {
  rmSync(doorsOf(directory), { recursive: true, force: true });
}

/** Opens the doors of the host in `directory`. */
export async function openDoors(directory: string, { engine, world, client }: Behind): Promise<Doors> {
  const place = (name: string) => path.join(doorsOf(directory), name);
  const doors = { engine: place('engine'), world: place('world') };
  const closeEngine = await openEngineDoor(doors.engine, { address: engine, client });
  const relay = world === undefined ? undefined : await openRelay({ path: doors.world }, world);
  return {
    ...doors,
    close() {
      closeEngine();
      relay?.close();
    },
  };
}
