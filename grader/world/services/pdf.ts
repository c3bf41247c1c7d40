import type { Keyed, ServiceOf } from '../service.ts';

/** The document store: makes an invoice and keeps it; one document per key. */
export interface Pdf {
  store(invoice: Keyed & { orderId: string; cents: number; rate: number }): Promise<{ invoiceUrl: string }>;
}

export const pdf: ServiceOf<Pdf> = {
  store: {
    effect: 'keyed',
    act: (_invoice, scene) => ({ invoiceUrl: `https://documents.harbour.example/${scene.id('invoice')}` }),
  },
};
