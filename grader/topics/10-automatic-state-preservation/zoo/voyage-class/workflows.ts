// A container goes from port to port: each leg is loaded, moved and unloaded, with days at sea in between.
// Last week a worker's machine died. The log of a shipment had lost two ports, and another container was loaded twice.
// Goal: nobody can tell from a shipment, its log or its position whether a machine has died meanwhile.
// What must stay: names and types; the order of the steps; the days at sea are waited for by the workflow.
import { defineQuery, proxyActivities, setHandler, sleep } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Position, ShipmentInput, ShipmentLog } from './shared';

const { loadLeg, moveLeg, unloadLeg } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 minutes' });

export const position = defineQuery<Position>('position');

class Voyage {
  private readonly entries: string[] = [];
  private stage: 'loading' | 'at sea' | 'unloading' = 'loading';

  constructor(private readonly input: ShipmentInput) {}

  get position(): Position {
    const leg = Math.floor(this.entries.length / 3);
    const { from, to } = this.input.legs[leg] ?? { from: '', to: this.input.legs.at(-1)?.to ?? '' };
    if (leg === this.input.legs.length) return { leg, place: to, state: 'arrived' };
    const places = { loading: from, 'at sea': `${from}-${to}`, unloading: to };
    return { leg, place: places[this.stage], state: this.stage };
  }

  async run(): Promise<ShipmentLog> {
    const { id, legs } = this.input;
    for (const [leg, { from, to, days }] of legs.entries()) {
      this.stage = 'loading';
      await this.note(loadLeg({ id, leg, at: from, key: `${id}/${leg}/load` }));
      await this.note(moveLeg({ id, leg, from, to, key: `${id}/${leg}/move` }));
      this.stage = 'at sea';
      await sleep(days * 24 * 3_600_000);
      this.stage = 'unloading';
      await this.note(unloadLeg({ id, leg, at: to, key: `${id}/${leg}/unload` }));
    }
    return { entries: this.entries };
  }

  private async note(step: Promise<{ entry: string }>): Promise<void> {
    this.entries.push((await step).entry);
  }
}

export async function shipment(input: ShipmentInput): Promise<ShipmentLog> {
  const voyage = new Voyage(input);
  setHandler(position, () => voyage.position);
  return await voyage.run();
}
