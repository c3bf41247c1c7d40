// Harbour sells abroad: an invoice needs the rate of the day of the order, a document and a letter.
// Last night four hundred invoices went out at a rate of 1; and attempts are given up before a service can answer.
// Goal: an invoice has a rate, whatever it takes; a worker that dies in the middle of a step costs one attempt of it.
// Stays: names and types; the order of the steps; an unknown currency ends as failed, with the type UnknownCurrency.
import { log, proxyActivities } from '@temporalio/workflow';
import type { Activities, Order } from './shared';

const { fetchRate, storeInvoice, mailInvoice } = proxyActivities<Activities>({
  // With a unit: a bare number means milliseconds. It limits one attempt; how long all of them take is left open.
  startToCloseTimeout: '30 seconds',
});

export async function invoice(order: Order): Promise<{ invoiceUrl: string }> {
  const { orderId, email, cents, currency, date } = order;
  // Either there is a rate, or this line throws. Nothing has to be made up for the case in between.
  const { rate, asOf } = await fetchRate({ currency, date });
  log.info('The invoice is being made.', { orderId, rate, asOf });

  const { invoiceUrl } = await storeInvoice({ orderId, cents, rate, key: `${orderId}/invoice` });
  await mailInvoice({ orderId, email, invoiceUrl, key: `${orderId}/mail` });
  return { invoiceUrl };
}
