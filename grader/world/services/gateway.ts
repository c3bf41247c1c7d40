import type { Keyed, ServiceOf } from '../service.ts';

/** The gateway to the card networks: `authorise` sets an amount aside, `capture` takes it; each once per key. */
export interface Gateway {
  authorise(request: Keyed & { invoiceId: string; cents: number; card: string }): Promise<{ authorisationId: string }>;
  capture(request: Keyed & { authorisationId: string }): Promise<{ captureId: string }>;
}

export const gateway: ServiceOf<Gateway> = {
  authorise: { effect: 'keyed', act: (_request, scene) => ({ authorisationId: scene.id('authorisation') }) },
  capture: { effect: 'keyed', act: (_request, scene) => ({ captureId: scene.id('capture') }) },
};
