import type { Keyed, ServiceOf } from '../service.ts';

/** The mail provider: one letter per key. */
export interface Mail {
  send(letter: Keyed & { to: string; subject: string; text?: string }): Promise<void>;
}

export const mail: ServiceOf<Mail> = {
  send: { effect: 'keyed', act: () => undefined },
};
