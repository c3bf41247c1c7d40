import type { Zoo } from '../../check/zoo.ts';
import type { Edit } from '../../submission/overlay.ts';

const price = 'const { totalCents } = await priceOrder(order);';
const charge = 'await chargeCard({ orderId, card, cents: totalCents, key: `${orderId}/charge` });';
const packing =
  '  for (const { sku, quantity } of items) {\n    const box = await packItem({ orderId, sku, quantity, key: `${orderId}/pack/${sku}` });\n    packed.push(box.sku);\n  }\n';
const pickUp = 'await condition(() => isPickedUp);';
const invoice = 'if (!gift) await sendInvoice({ orderId, email, cents: totalCents, key: `${orderId}/invoice` });';
const empty =
  "if (items.length === 0) throw ApplicationFailure.create({ type: 'EmptyOrder', message: 'there is nothing to send' });";

const edit = (replace: string, by: string): Edit => ({ file: 'workflows.ts', replace, by });

export const zoo: Zoo = {
  wrong: [
    {
      name: 'plain-error',
      because: 'Everywhere else, throwing an Error is how a function fails.',
      fails: 'plain-error',
      hint: 2,
      edits: [edit(empty, "if (items.length === 0) throw new Error('EmptyOrder');")],
    },
    {
      name: 'empty-order-completes',
      because: 'It gives an empty answer for an empty order, and whoever asked takes it for a success.',
      fails: 'empty-order',
      hint: 2,
      edits: [
        edit(
          empty,
          "if (items.length === 0) return { orderId, totalCents: 0, packed: [], trackingId: '', invoiced: false };",
        ),
      ],
    },
    {
      name: 'empty-order-is-charged',
      because: 'It looks at the order only after it has begun to act on it.',
      fails: 'empty-order',
      hint: 3,
      edits: [edit(`${empty}\n`, ''), edit(charge, `${charge}\n  ${empty}`)],
    },
    {
      name: 'fetch-in-workflow',
      because: 'It makes a request where every other program may make one; the sandbox has no network.',
      fails: 'undefined-name',
      hint: 2,
      edits: [edit(empty, `if (items.length === 0) await fetch('https://example.com/empty-orders');\n  ${empty}`)],
    },
    {
      name: 'environment-in-workflow',
      because: 'It reads a setting from the environment of a process that a workflow does not have.',
      fails: 'undefined-name',
      hint: 2,
      edits: [edit('if (!gift) await', "if (!gift && process.env['INVOICES'] !== 'off') await")],
    },
    {
      name: 'wait-in-an-activity',
      because: 'It hides the wait for the pick-up in an activity, which has to stay awake for it.',
      fails: 'waits-for-pick-up',
      hint: 2,
      folder: true,
    },
    {
      name: 'pick-up-gets-a-day',
      because: 'It takes the end of a time limit for a pick-up.',
      fails: 'waits-for-pick-up',
      hint: 2,
      edits: [edit(pickUp, "await condition(() => isPickedUp, '1 day');")],
    },
    {
      name: 'pick-up-gets-a-month',
      because: 'It takes a month for the longest that anybody waits, and the end of it for a pick-up.',
      fails: 'waits-for-pick-up',
      hint: 2,
      edits: [edit(pickUp, "await condition(() => isPickedUp, '30 days');")],
    },
    {
      name: 'pairs-lose-the-odd-one',
      because: 'It packs in pairs and forgets what is left over when the count is odd.',
      fails: 'ships-packed',
      hint: 2,
      edits: [
        edit(
          packing,
          '  for (let i = 0; i + 1 < items.length; i += 2)\n    await Promise.all(\n      items.slice(i, i + 2).map(({ sku, quantity }) => packItem({ orderId, sku, quantity, key: `${orderId}/pack/${sku}` })),\n    );\n  packed.push(...items.map(({ sku }) => sku));\n',
        ),
      ],
    },
    {
      name: 'counted-for-each',
      because: 'It counts what it does not wait for: where one of them is refused, the count is never reached.',
      fails: 'unhandled-rejection',
      hint: 2,
      folder: true,
    },
    {
      name: 'one-key-for-all',
      because: 'It takes the key for that of the step, and the articles are one step.',
      fails: 'ships-packed',
      hint: 2,
      edits: [edit('`${orderId}/pack/${sku}`', '`${orderId}/pack`')],
    },
    {
      name: 'one-attempt',
      because: 'It wants to hear of a failure at once, and an outage of a second ends the order.',
      fails: 'waits-for-steps',
      hint: 2,
      edits: [
        edit("startToCloseTimeout: '1 minute',", "startToCloseTimeout: '1 minute',\n  retry: { maximumAttempts: 1 },"),
      ],
    },
    {
      name: 'priced-again-for-the-invoice',
      because: 'It asks for the price where it needs it, and on another day it is another one.',
      fails: 'price-recorded',
      hint: 3,
      edits: [edit(invoice, invoice.replace('cents: totalCents', 'cents: (await priceOrder(order)).totalCents'))],
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
        edit(
          'import type { Order, Receipt }',
          "import { priceOrder } from './pricing';\nimport type { Order, Receipt }",
        ),
        edit('const { priceOrder, chargeCard', 'const { chargeCard'),
      ],
    },
    {
      name: 'gift-left-to-the-activity',
      because: 'It calls the step for every order and leaves it to the step to do nothing.',
      fails: 'gift',
      hint: 2,
      edits: [
        edit('if (!gift) await', 'await'),
        edit('email, cents: totalCents', 'email, cents: gift ? 0 : totalCents'),
      ],
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
  ],
  right: [
    {
      name: 'packed-together',
      because: 'All items at once are as good as one by one, as long as all of them are waited for.',
      edits: [
        edit(
          `const packed: string[] = [];\n${packing}`,
          'const boxes = await Promise.all(\n    items.map(({ sku, quantity }) => packItem({ orderId, sku, quantity, key: `${orderId}/pack/${sku}` })),\n  );\n  const packed = boxes.map(({ sku }) => sku);\n',
        ),
      ],
    },
    {
      name: 'own-error-class',
      because: 'An error class of its own ends the workflow as well, once the workflow says so in its options.',
      folder: true,
    },
    {
      name: 'several-proxies',
      because: 'The price comes from a local activity, the rest from another proxy; both are in the history.',
      edits: [
        edit(
          'import { ApplicationFailure, condition,',
          'import { ApplicationFailure, proxyLocalActivities, condition,',
        ),
        edit(
          'const { priceOrder, chargeCard',
          "const { priceOrder } = proxyLocalActivities<typeof activities>({ startToCloseTimeout: '5 seconds' });\n\nconst { chargeCard",
        ),
      ],
    },
    {
      name: 'packed-by-a-child',
      because:
        'A workflow of its own packs, and a pick-up that came early waits at the server until somebody handles it.',
      folder: true,
    },
  ],
};
