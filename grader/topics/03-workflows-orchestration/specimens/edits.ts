import type { Edit } from '../../../submission/overlay.ts';

/** Lines of the solution that several specimens change. */
export const price = 'const { totalCents } = await priceOrder(order);';
export const charge = 'await chargeCard({ orderId, card, cents: totalCents, key: `${orderId}/charge` });';
export const packing =
  '  for (const { sku, quantity } of items) {\n    const box = await packItem({ orderId, sku, quantity, key: `${orderId}/pack/${sku}` });\n    packed.push(box.sku);\n  }\n';
export const packingAtOnce =
  '  const packing = items.map(({ sku, quantity }) => packItem({ orderId, sku, quantity, key: `${orderId}/pack/${sku}` }));\n';
export const pickUp = 'await condition(() => isPickedUp);';
export const invoice =
  'if (!gift) await sendInvoice({ orderId, email, cents: totalCents, key: `${orderId}/invoice` });';
export const empty =
  "if (items.length === 0) throw ApplicationFailure.create({ type: 'EmptyOrder', message: 'there is nothing to send' });";

/** Replaces a text that the solution's workflows.ts has once. */
export function edit(replace: string, by: string): Edit {
  return { file: 'workflows.ts', replace, by };
}
