import type { WrongSpecimen } from '../../../check/zoo.ts';
import { edit, packing, packingAtOnce, pickUp } from './edits.ts';

/** Ways to lose a step: left over, failed unseen, taken for another by its key, or given up. */
export const lost: readonly WrongSpecimen[] = [
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
    name: 'two-reasons-in-one',
    because:
      'One missing article ends the order; of two it makes an AggregateError, and Temporal tries the task again for ever.',
    fails: 'plain-error',
    hint: 2,
    edits: [
      edit(
        packing,
        `${packingAtOnce}  const reasons: unknown[] = [];\n  for (const box of await Promise.allSettled(packing)) {\n    if (box.status === 'fulfilled') packed.push(box.value.sku);\n    else reasons.push(box.reason);\n  }\n  if (reasons.length === 1) throw reasons[0];\n  if (reasons.length > 1) throw new AggregateError(reasons, 'some articles are missing');\n`,
      ),
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
    name: 'boxes-in-an-object',
    because: 'It finds a box by the name of its article, and takes the names of an object for a list.',
    fails: 'receipt-of-numbers',
    hint: 2,
    edits: [
      edit('const packed: string[] = [];', 'const boxes: Record<string, string> = {};'),
      edit(
        '    packed.push(box.sku);\n  }\n',
        '    boxes[sku] = box.sku;\n  }\n  const packed = Object.values(boxes);\n',
      ),
    ],
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
];
