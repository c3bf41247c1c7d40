import type { RightSpecimen } from '../../../check/zoo.ts';
import { edit, packing, packingAtOnce, pickUp } from './edits.ts';

/** Answers that look different from the solution and are right. */
export const right: readonly RightSpecimen[] = [
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
      edit('import { ApplicationFailure, condition,', 'import { ApplicationFailure, proxyLocalActivities, condition,'),
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
];
