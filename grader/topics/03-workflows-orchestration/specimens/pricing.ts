import type { WrongSpecimen } from '../../../check/zoo.ts';
import { edit, empty, invoice, price } from './edits.ts';

/** Ways to ask for the price too early or once more, or not to keep to the answer. */
export const pricing: readonly WrongSpecimen[] = [
  {
    name: 'priced-again-for-the-invoice',
    because: 'It asks for the price where it needs it, and on another day it is another one.',
    fails: 'price-recorded',
    hint: 3,
    edits: [edit(invoice, invoice.replace('cents: totalCents', 'cents: (await priceOrder(order)).totalCents'))],
  },
  {
    name: 'recorded-price-thrown-away',
    because: 'It asks for the step so that it is in the history, and goes on with what it has worked out itself.',
    fails: 'price-recorded',
    hint: 4,
    edits: [
      edit(
        'import type { Order, Receipt }',
        "import { priceOrder as workOut } from './pricing';\nimport type { Order, Receipt }",
      ),
      edit(price, 'await priceOrder(order);\n  const { totalCents } = await workOut(order);'),
    ],
  },
  {
    name: 'recorded-price-not-invoiced',
    because:
      'It charges what the step answered, and works the price out again for the invoice, with the list of that day.',
    fails: 'price-recorded',
    hint: 4,
    edits: [
      edit(
        'import type { Order, Receipt }',
        "import { priceOrder as workOut } from './pricing';\nimport type { Order, Receipt }",
      ),
      edit(invoice, invoice.replace('cents: totalCents', 'cents: (await workOut(order)).totalCents')),
    ],
  },
  {
    name: 'invoice-in-euros',
    because: 'It divides by a hundred because an invoice is read by people.',
    fails: 'receipt',
    hint: 4,
    edits: [edit(invoice, invoice.replace('cents: totalCents', 'cents: Math.round(totalCents / 100)'))],
  },
  {
    name: 'empty-order-is-priced',
    because: 'It looks whether there is anything to send when it knows what it costs.',
    fails: 'empty-order',
    hint: 2,
    edits: [edit(empty, ''), edit(price, `${price}\n  ${empty}`)],
  },
];
