import type { Abortable, ServiceOf } from '../service.ts';

/** The keeper of secrets: the token with which a seller's catalogue may be downloaded. */
export interface Vault {
  token(query: Abortable & { sellerId: string }): Promise<{ token: string }>;
}

export const vault: ServiceOf<Vault> = {
  token: { effect: 'read', act: (_query, scene) => ({ token: scene.id('token') }) },
};
