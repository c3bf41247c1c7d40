// The three steps of an invoice: fetch the rate of the day, store the document, mail it. Last night the rate service was
// down for ten minutes, and four hundred invoices went out at a rate of 1.
// Goal: no invoice without a rate; whoever asks for one gets an answer or a failure, never something in between.
// Stays: names, one service call an activity, and `refusalsAreFinal`: a refusal (an unknown currency) is final, with its
// code as the type of the failure. Everything else a service throws is worth another try.
import { setTimeout } from 'node:timers/promises';
import { refusalsAreFinal } from '#world';
import type { Services } from './shared';

export function createActivities({ rates, pdf, mail }: Services) {
  return {
    async fetchRate({ currency, date }: { currency: string; date: string }) {
      // TODO(you): each attempt asks once and says what came of it; how often to try is not decided in here.
      for (let attempt = 1; attempt <= 3; attempt++) {
        try {
          const { rate, asOf } = await refusalsAreFinal(rates.quote({ currency, date }));
          // TODO(you): what is returned here arrives as it left, on the other side.
          return { currency, rate, asOf: new Date(asOf) };
        } catch {
          await setTimeout(50);
        }
      }
      return null;
    },

    async storeInvoice(invoice: { orderId: string; cents: number; rate: number; key: string }) {
      return await refusalsAreFinal(pdf.store(invoice));
    },

    async mailInvoice(letter: { orderId: string; email: string; invoiceUrl: string; key: string }) {
      const { orderId, email, invoiceUrl, key } = letter;
      await refusalsAreFinal(mail.send({ to: email, subject: `Invoice for ${orderId}`, text: invoiceUrl, key }));
    },
  };
}
