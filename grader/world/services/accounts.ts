import type { Keyed, ServiceOf } from '../service.ts';

/** Accounts of sellers: one per key; refuses a name that somebody has with `NameTaken`. */
export interface Accounts {
  create(account: Keyed & { sellerId: string; name: string }): Promise<{ accountId: string }>;
}

export const accounts: ServiceOf<Accounts> = {
  create: { effect: 'keyed', act: (_account, scene) => ({ accountId: scene.id('account') }) },
};
