import { Refusal } from '../errors.ts';
import type { Abortable, Keyed, ServiceOf } from '../service.ts';

/** The object store: keeps a text of any size under its key, and gives it back for its `ref`. */
export interface Store {
  put(object: Keyed & { text: string }): Promise<{ ref: string }>;
  get(query: Abortable & { ref: string }): Promise<{ text: string }>;
}

export const store: ServiceOf<Store> = {
  put: {
    effect: 'keyed',
    act: ({ text }, { id, memory }) => {
      const ref = id('object');
      memory.set(ref, text);
      return { ref };
    },
  },
  get: {
    effect: 'read',
    act: ({ ref }, { memory }) => {
      const text = memory.get(ref);
      if (typeof text !== 'string') throw new Refusal('NoSuchObject');
      return { text };
    },
  },
};
