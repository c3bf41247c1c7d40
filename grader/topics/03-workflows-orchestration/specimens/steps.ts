import type { WrongSpecimen } from '../../../check/zoo.ts';
import { charge, edit, invoice, packing, pickUp, price } from './edits.ts';

const news = 'await notify({ orderId, email, text: `On its way: ${trackingId}`, key: `${orderId}/notify` });';

/** Ways to go on without a step, or to do one out of turn or for the wrong order. */
export const steps: readonly WrongSpecimen[] = [
  {
    name: 'waits-for-the-next-pick-up',
    because: 'It clears the flag before it waits, and with it a pick-up that came early.',
    fails: 'early-pick-up',
    hint: 2,
    edits: [edit(pickUp, `isPickedUp = false;\n  ${pickUp}`)],
  },
  {
    name: 'for-each-async',
    because: 'forEach throws away the promises that its function returns, so nobody waits for them.',
    fails: 'ships-packed',
    hint: 2,
    edits: [
      edit('for (const { sku, quantity } of items) {', 'items.forEach(async ({ sku, quantity }) => {'),
      edit('packed.push(box.sku);\n  }', 'packed.push(box.sku);\n  });'),
    ],
  },
  {
    name: 'charge-not-awaited',
    because: 'A missing `await` starts a step and goes on without it.',
    fails: 'waits-for-steps',
    hint: 2,
    edits: [edit(charge, charge.replace('await ', ''))],
  },
  {
    name: 'notify-not-awaited',
    because:
      'Nothing comes after the last step, so waiting for it seems needless; but the end of the workflow drops it.',
    fails: 'waits-for-steps',
    hint: 2,
    edits: [edit('await notify(', 'notify(')],
  },
  {
    name: 'invoice-and-notify-together',
    because: 'It takes two mails for one step: both are awaited, and neither waits for the other.',
    fails: 'waits-for-steps',
    hint: 1,
    edits: [
      edit(invoice, ''),
      edit(
        news,
        `await Promise.all([gift ? undefined : ${invoice.slice('if (!gift) await '.length, -1)}, ${news.slice('await '.length, -1)}]);`,
      ),
    ],
  },
  {
    name: 'notify-before-invoice',
    because: 'It changes the order of two steps that do not need each other.',
    fails: 'waits-for-steps',
    hint: 1,
    edits: [edit(`${invoice}\n\n  ${news}`, `${news}\n  ${invoice}`)],
  },
  {
    name: 'notify-left-out',
    because: 'It ends with the invoice, and nobody is told that the parcel is on its way.',
    fails: 'waits-for-steps',
    hint: 1,
    edits: [edit(news, '')],
  },
  {
    name: 'packed-in-order-of-arrival',
    because: 'Items packed together are listed as they get done, not as they were ordered.',
    fails: 'receipt',
    hint: 3,
    edits: [
      edit('for (const { sku, quantity } of items) {', 'await Promise.all(items.map(async ({ sku, quantity }) => {'),
      edit('packed.push(box.sku);\n  }', 'packed.push(box.sku);\n  }));'),
    ],
  },
  {
    name: 'direct-call',
    because: 'It calls the imported function itself, so the price is worked out inside the workflow.',
    fails: 'price-recorded',
    hint: 2,
    edits: [
      edit('import type { Order, Receipt }', "import { priceOrder } from './pricing';\nimport type { Order, Receipt }"),
      edit('const { priceOrder, chargeCard', 'const { chargeCard'),
    ],
  },
  {
    name: 'gift-left-to-the-activity',
    because: 'It calls the step for every order and leaves it to the step to do nothing.',
    fails: 'gift',
    hint: 2,
    edits: [edit('if (!gift) await', 'await'), edit('email, cents: totalCents', 'email, cents: gift ? 0 : totalCents')],
  },
  {
    name: 'gift-returns-early',
    because: 'It returns for a gift where the invoice would be, and leaves out what comes after it as well.',
    fails: 'gift',
    hint: 2,
    edits: [
      edit(
        invoice,
        `if (gift) return { orderId, totalCents, packed, trackingId, invoiced: false };\n  ${invoice.replace('if (!gift) ', '')}`,
      ),
    ],
  },
  {
    name: 'gift-is-free',
    because: 'It takes a gift for something that nobody pays for.',
    fails: 'gift',
    hint: 2,
    edits: [edit(charge, charge.replace('cents: totalCents', 'cents: gift ? 0 : totalCents'))],
  },
  {
    name: 'catch-all',
    because: 'It catches every failure and returns what it has, so a refused order looks fulfilled.',
    fails: 'refusals',
    hint: 2,
    edits: [
      edit(price, `try {\n  ${price}`),
      edit(
        'trackingId, invoiced: !gift };\n',
        "trackingId, invoiced: !gift };\n  } catch (error) {\n    if (items.length === 0) throw error;\n    return { orderId, totalCents: 0, packed: [], trackingId: '', invoiced: false };\n  }\n",
      ),
    ],
  },
  {
    name: 'missing-items-left-out',
    because: 'It packs what is there and ships the rest of an order without a word.',
    fails: 'refusals',
    hint: 2,
    edits: [
      edit(
        packing,
        "  const boxes = await Promise.allSettled(\n    items.map(({ sku, quantity }) => packItem({ orderId, sku, quantity, key: `${orderId}/pack/${sku}` })),\n  );\n  for (const box of boxes) if (box.status === 'fulfilled') packed.push(box.value.sku);\n",
      ),
    ],
  },
];
