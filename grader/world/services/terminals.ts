import type { Keyed, ServiceOf } from '../service.ts';

/** The terminals of the ports: they load, send off and unload a container, each once per key, and say what they did. */
export interface Terminals {
  load(step: Keyed & { shipment: string; at: string }): Promise<{ entry: string }>;
  depart(step: Keyed & { shipment: string; from: string; to: string }): Promise<{ entry: string }>;
  unload(step: Keyed & { shipment: string; at: string }): Promise<{ entry: string }>;
}

export const terminals: ServiceOf<Terminals> = {
  load: { effect: 'keyed', act: ({ at }) => ({ entry: `load ${at}` }) },
  depart: { effect: 'keyed', act: ({ from, to }) => ({ entry: `move ${from}-${to}` }) },
  unload: { effect: 'keyed', act: ({ at }) => ({ entry: `unload ${at}` }) },
};
