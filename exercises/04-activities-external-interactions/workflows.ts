// Harbour sells abroad: an invoice needs the rate of the day of the order, a document and a letter.
// Last night four hundred invoices went out at a rate of 1; and attempts are given up before a service can answer.
// Goal: an invoice has a rate, whatever it takes; a worker that dies in the middle of a step costs one attempt of it.
// Stays: names and types; the order of the steps; an unknown currency ends as failed, with the type UnknownCurrency.
import { log, proxyActivities } from '@temporalio/workflow';
import type { createActivities } from './activities';
import type { Order } from './shared';

const { fetchRate, storeInvoice, mailInvoice } = proxyActivities<ReturnType<typeof createActivities>>({
  // TODO(you): give one attempt of a step half a minute or so; one that takes longer is taken for dead.
  startToCloseTimeout: 30,
});

export async function invoice(order: Order): Promise<{ invoiceUrl: string }> {
  const { orderId, email, cents, currency, date } = order;
  const found = await fetchRate({ currency, date });

  // TODO(you): there is no invoice without a rate.
  const rate = found?.rate ?? 1;
  log.info('The invoice is being made.', { orderId, rate, asOf: found?.asOf.toISOString().slice(0, 10) });

  const { invoiceUrl } = await storeInvoice({ orderId, cents, rate, key: `${orderId}/invoice` });
  await mailInvoice({ orderId, email, invoiceUrl, key: `${orderId}/mail` });
  return { invoiceUrl };
}
