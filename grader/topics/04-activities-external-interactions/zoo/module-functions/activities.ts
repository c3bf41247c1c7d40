import { mail, pdf, rates, refusalsAreFinal } from '#world';
import type { Activities, Rate } from './shared';

export async function fetchRate({ currency, date }: { currency: string; date: string }): Promise<Rate> {
  return { currency, ...(await refusalsAreFinal(rates.quote({ currency, date }))) };
}

export const storeInvoice: Activities['storeInvoice'] = async (invoice) => await refusalsAreFinal(pdf.store(invoice));

export const mailInvoice: Activities['mailInvoice'] = async ({ orderId, email, invoiceUrl, key }) =>
  await refusalsAreFinal(mail.send({ to: email, subject: `Invoice for ${orderId}`, text: invoiceUrl, key }));
