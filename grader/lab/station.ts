import { setMaxListeners } from 'node:events';
import { Client, type Connection } from '@temporalio/client';
import { connectEngine } from '../engine/connection.ts';
import type { Engine } from '../engine/engine.ts';
import type { BuildPath } from '../host/build.ts';
import { Clock } from './clock.ts';
import type { Supply } from './supply.ts';

/** An engine and what reaches it. */
export interface Station {
  engine: Engine;
  connection: Connection;
  client: Client;
  clock: Clock;
  /** Aborted when the engine is gone. */
  lost: AbortSignal;
  /** Aborts what is still under way when the station closes. */
  over: AbortController;
}

/** Starts an engine and connects to it. The official path leaves the starting to the SDK's own test environment. */
export async function openStation(supply: Supply, path: BuildPath): Promise<Station> {
  const engine = path === 'official' ? await supply.officialEngine() : await supply.engine();
  const connection = await connectEngine(engine.address);
  if (!connection.testService) throw new Error('connected without the service that moves the clock');
  const over = new AbortController();
  const gone = new AbortController();
  setMaxListeners(0, over.signal, gone.signal);
  void engine.exited.then(() => gone.abort());
  const clock = new Clock(connection.testService);
  return { engine, connection, client: new Client({ connection }), clock, lost: gone.signal, over };
}

/** Ends an engine and everything that waits for it. */
export async function closeStation({ engine, connection, over }: Station): Promise<void> {
  over.abort();
  await engine.stop();
  await connection.close().catch(() => {});
}
