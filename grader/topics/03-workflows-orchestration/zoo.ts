import type { Zoo } from '../../check/zoo.ts';
import type { Edit } from '../../submission/overlay.ts';

const price = 'const { totalCents } = await priceOrder(order);';
const charge = 'await chargeCard({ orderId, card, cents: totalCents, key: `${orderId}/charge` });';
const packing =
  '  for (const { sku, quantity } of items) {\n    const box = await packItem({ orderId, sku, quantity, key: `${orderId}/pack/${sku}` });\n    packed.push(box.sku);\n  }\n';
const packingAtOnce =
  '  const packing = items.map(({ sku, quantity }) => packItem({ orderId, sku, quantity, key: `${orderId}/pack/${sku}` }));\n';
const pickUp = 'await condition(() => isPickedUp);';
const invoice = 'if (!gift) await sendInvoice({ orderId, email, cents: totalCents, key: `${orderId}/invoice` });';
const news = 'await notify({ orderId, email, text: `On its way: ${trackingId}`, key: `${orderId}/notify` });';
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
      name: 'type-in-the-message',
      because: 'It takes the message of a failure for its type.',
      fails: 'empty-order',
      hint: 4,
      edits: [edit(empty, "if (items.length === 0) throw ApplicationFailure.nonRetryable('EmptyOrder');")],
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
      name: 'pick-up-fails-after-a-month',
      because: 'It ends an order that nobody has picked up for a month.',
      fails: 'waits-for-pick-up',
      hint: 2,
      edits: [
        edit(
          pickUp,
          "if (!(await condition(() => isPickedUp, '30 days')))\n    throw ApplicationFailure.create({ type: 'NotPickedUp', message: 'it is still on the table' });",
        ),
      ],
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
      name: 'batches-of-ten-lose-the-tenth',
      because: 'It packs in batches of ten and takes nine for each: small orders never show it.',
      fails: 'ships-packed',
      hint: 2,
      edits: [
        edit(
          packing,
          '  for (let i = 0; i < items.length; i += 10)\n    await Promise.all(\n      items.slice(i, i + 9).map(async ({ sku, quantity }) => {\n        await packItem({ orderId, sku, quantity, key: `${orderId}/pack/${sku}` });\n      }),\n    );\n  packed.push(...items.map(({ sku }) => sku));\n',
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
      name: 'awaited-after-the-pick-up',
      because: 'It waits for the packing where it needs the boxes; an article that is missing by then fails unseen.',
      fails: 'unhandled-rejection',
      hint: 2,
      edits: [
        edit(packing, packingAtOnce),
        edit(pickUp, `${pickUp}\n  packed.push(...(await Promise.all(packing)).map(({ sku }) => sku));`),
      ],
    },
    {
      name: 'refusal-kept-for-the-pick-up',
      because: 'It looks at what became of the packing only when the order is picked up, which it never is.',
      fails: 'refusals',
      hint: 2,
      edits: [
        edit(packing, `${packingAtOnce}  const boxes = await Promise.allSettled(packing);\n`),
        edit(
          pickUp,
          `${pickUp}\n  for (const box of boxes) {\n    if (box.status === 'rejected') throw box.reason;\n    packed.push(box.value.sku);\n  }`,
        ),
      ],
    },
    {
      name: 'one-key-for-all',
      because: 'It takes the key for that of the step, and the articles are one step.',
      fails: 'ships-packed',
      hint: 2,
      edits: [edit('`${orderId}/pack/${sku}`', '`${orderId}/pack`')],
    },
    {
      name: 'pack-key-without-order',
      because: 'It names the article and not the order it is packed for, so the next order of it is a repetition.',
      fails: 'each-order',
      hint: 2,
      edits: [edit('`${orderId}/pack/${sku}`', '`pack/${sku}`')],
    },
    {
      name: 'charge-key-of-the-customer',
      because: 'It names the charge by who pays, as if everybody ordered only once.',
      fails: 'each-order',
      hint: 2,
      edits: [edit('`${orderId}/charge`', '`${email}/charge`')],
    },
    {
      name: 'one-key-for-both-mails',
      because: 'It takes the key for that of the customer’s mail, and the second mail is a repetition of the first.',
      fails: 'waits-for-steps',
      hint: 2,
      edits: [edit('`${orderId}/invoice`', '`${orderId}/mail`'), edit('`${orderId}/notify`', '`${orderId}/mail`')],
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
      name: 'packed-while-waiting',
      because: 'Packing and pick-up are awaited together: a missing article ends the order, picked up or not.',
      edits: [
        edit(`const packed: string[] = [];\n${packing}`, packingAtOnce.trimStart()),
        edit(
          pickUp,
          'const [boxes] = await Promise.all([Promise.all(packing), condition(() => isPickedUp)]);\n  const packed = boxes.map(({ sku }) => sku);',
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
      name: 'drawn-key',
      because: 'A key need not be made of the order: one that the workflow draws is the same at every try.',
      edits: [
        edit('import { ApplicationFailure, condition,', 'import { ApplicationFailure, uuid4, condition,'),
        edit('key: `${orderId}/charge`', 'key: uuid4()'),
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
