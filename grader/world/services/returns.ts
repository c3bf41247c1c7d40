import type { Abortable, Keyed, ServiceOf } from '../service.ts';

/** The returns desk: labels, pictures, and the shelf that things go back to. A report has all pictures in it. */
export interface Returns {
  label(label: Keyed & { returnId: string }): Promise<{ labelId: string }>;
  voidLabel(label: Keyed & { returnId: string }): Promise<void>;
  inspect(photos: Abortable & { photosUrl: string }): Promise<{ reportId: string; pictures: string }>;
  restock(item: Keyed & { returnId: string; sku: string; quantity: number }): Promise<void>;
}

export const returns: ServiceOf<Returns> = {
  label: { effect: 'keyed', act: (_label, scene) => ({ labelId: scene.id('label') }) },
  voidLabel: { effect: 'keyed', act: () => undefined },
  inspect: { effect: 'read', act: (_photos, scene) => ({ reportId: scene.id('report'), pictures: '' }) },
  restock: { effect: 'keyed', act: () => undefined },
};
