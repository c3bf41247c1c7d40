import type { WrongSpecimen } from '../../../check/zoo.ts';
import { replaced } from './edits.ts';

const router = (replace: string, by: string) => ({ file: 'router.ts', replace, by });

const oldProcess = "export { checkout } from './v1';";
const fulfilment = `  await Promise.all(
    order.lines.map(({ sku, quantity }) => reserve({ orderId, sku, quantity, key: \`\${orderId}/\${sku}\` })),
  );
  await sleep('1 day');
  await charge({ orderId, card, cents, key: orderId });
  await ship({ orderId, key: orderId });
  return { orderId, status: 'shipped' };
`;

/** Ways to take the old process from orders that are in it, to send new ones elsewhere, or to get the new one wrong. */
export const replacing: readonly WrongSpecimen[] = [
  {
    name: 'replaced-in-place',
    because: 'It gives open orders the new process under the old name.',
    fails: 'old-process',
    hint: 1,
    edits: [replaced(oldProcess, 'export { checkoutV2 as checkout };')],
  },
  {
    name: 'old-process-deleted',
    because: 'It takes the old process for dead, since nobody starts it any more.',
    fails: 'old-process',
    hint: 2,
    edits: [replaced(oldProcess, '')],
  },
  {
    name: 'patched-process-under-the-old-name',
    because: 'It takes code that old histories fit for the old process; from where they end, it is another.',
    fails: 'old-process',
    hint: 3,
    edits: [replaced(oldProcess, "export { checkout } from './a-introduce';")],
  },
  {
    name: 'old-process-reserves-at-once',
    because: 'It writes the old process anew from a helper that both share, and every recorded order fits.',
    fails: 'old-process',
    hint: 3,
    edits: [
      replaced(
        oldProcess,
        'export async function checkout(order: CheckoutOrder): Promise<CheckoutResult> {\n  return await fulfil(order);\n}',
      ),
      replaced(
        fulfilment,
        `  return await fulfil(order);\n}\n\nasync function fulfil(order: CheckoutOrder): Promise<CheckoutResult> {\n  const { orderId, card, cents } = order;\n${fulfilment}`,
      ),
    ],
  },
  {
    name: 'router-forgotten',
    because: 'It puts the new process beside the old one, and sends nobody there.',
    fails: 'routed',
    hint: 3,
    edits: [router("return 'checkoutV2'", "return 'checkout'")],
  },
  {
    name: 'routed-by-size',
    because: 'It tries the new process out on small orders; then the old one never runs out.',
    fails: 'routed',
    hint: 4,
    edits: [
      router('_order: CheckoutOrder', 'order: CheckoutOrder'),
      router("return 'checkoutV2'", "return order.lines.length < 3 ? 'checkoutV2' : 'checkout'"),
    ],
  },
  {
    name: 'routed-by-sum',
    because: 'It spares small sums the fraud desk, and there will always be small sums.',
    fails: 'routed',
    hint: 4,
    edits: [
      router('_order: CheckoutOrder', 'order: CheckoutOrder'),
      router("return 'checkoutV2'", "return order.cents < 1000 ? 'checkout' : 'checkoutV2'"),
    ],
  },
  {
    name: 'reserved-while-asking',
    because: 'It asks and reserves at the same time, and sets goods aside for a thief.',
    fails: 'new-process',
    hint: 3,
    edits: [
      replaced(
        "const { ok } = await fraudCheck({ orderId, customerId, cents });\n  if (!ok) return { orderId, status: 'refused' };",
        'const asked = fraudCheck({ orderId, customerId, cents });',
      ),
      replaced(
        "  await sleep('1 day');",
        "  if (!(await asked).ok) return { orderId, status: 'refused' };\n  await sleep('1 day');",
      ),
    ],
  },
  {
    name: 'two-names-for-one-process',
    because: 'It gives the old process a second name, and calls that the new one.',
    fails: 'new-process',
    hint: 3,
    edits: [
      replaced(oldProcess, "export { checkout, checkout as checkoutV2 } from './v1';"),
      replaced('export async function checkoutV2', 'export async function checkoutOfTheOtherTeam'),
    ],
  },
  {
    name: 'old-process-as-a-child',
    because: 'It puts the question in front of the old process, and calls the two together the new one.',
    fails: 'new-process',
    hint: 3,
    edits: [
      replaced(
        oldProcess,
        "import { executeChild } from '@temporalio/workflow';\nimport { checkout } from './v1';\n\nexport { checkout };",
      ),
      replaced(
        fulfilment,
        '  return executeChild(checkout, { args: [order], workflowId: `${orderId}/fulfilment` });\n',
      ),
    ],
  },
  {
    name: 'another-name',
    because: 'It names the new process as it likes, and the router promises `checkoutV2`.',
    fails: 'new-process',
    hint: 4,
    edits: [replaced('export async function checkoutV2', 'export async function newCheckout')],
  },
  {
    name: 'line-after-line',
    because: 'It carries the loop of the old process over into the new one.',
    fails: 'new-process',
    hint: 3,
    edits: [
      replaced(
        'await Promise.all(\n    order.lines.map(({ sku, quantity }) => reserve(',
        'for (const { sku, quantity } of order.lines) {\n    await reserve(',
      ),
      replaced('` })),\n  );', '` });\n  }'),
    ],
  },
];
