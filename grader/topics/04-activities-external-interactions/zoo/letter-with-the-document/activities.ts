// The three steps of an invoice: fetch the rate of the day, store the document, mail it. Last night the rate service was
// down for ten minutes, and four hundred invoices went out at a rate of 1.
// Goal: no invoice without a rate; whoever asks for one gets an answer or a failure, never something in between.
// Stays: names, one service call an activity, and `refusalsAreFinal`: a refusal (an unknown currency) is final, with its
// code as the type of the failure. Everything else a service throws is worth another try.
import { refusalsAreFinal } from '#world';
import type { Services } from './shared';

export function createActivities({ rates, pdf, mail }: Services) {
  return {
    async fetchRate({ currency, date }: { currency: string; date: string }) {
      // One question an attempt. An error leaves the function: that is how Temporal learns that a retry is due.
      const { rate, asOf } = await refusalsAreFinal(rates.quote({ currency, date }));
      // The day stays a string. The result is written down as JSON, and a Date would not come back as one.
      return { currency, rate, asOf };
    },

    async sendInvoice(invoice: { orderId: string; email: string; cents: number; rate: number; key: string }) {
      const { orderId, email, cents, rate, key } = invoice;
      const { invoiceUrl } = await refusalsAreFinal(pdf.store({ orderId, cents, rate, key }));
      await refusalsAreFinal(mail.send({ to: email, subject: `Invoice for ${orderId}`, text: invoiceUrl, key }));
      return { invoiceUrl };
    },
  };
}
