import type { WrongSpecimen } from '../../../check/zoo.ts';
import { app, workflow } from './edits.ts';

/** Ways to get wrong what needs no workflow: a read, a sum and a price tick. */
export const plain: readonly WrongSpecimen[] = [
  {
    name: 'product-by-workflow',
    because: 'It makes the read shorter and keeps the workflow around it.',
    fails: 'product-plain',
    hint: 1,
    folder: true,
  },
  {
    name: 'unknown-product-thrown',
    because: 'It makes an error of an answer that the contract has a word for.',
    fails: 'product-as-is',
    hint: 3,
    edits: [
      app(
        'return await catalog.get(query);',
        "const product = await catalog.get(query);\n      return product ?? { sku: query.sku, name: '', cents: 0 };",
      ),
    ],
  },
  {
    name: 'missing-product-remembered',
    because: 'It spares the catalog the crawlers, and an article that is added later is not found.',
    fails: 'product-as-is',
    hint: 2,
    edits: [
      app('return {\n    // One read.', 'const unknown = new Set<string>();\n\n  return {\n    // One read.'),
      app(
        'return await catalog.get(query);',
        'if (unknown.has(query.sku)) return null;\n      const product = await catalog.get(query);\n      if (!product) unknown.add(query.sku);\n      return product;',
      ),
    ],
  },
  {
    name: 'outage-taken-for-unknown',
    because: 'It has one word for everything that goes wrong, and the contract has that word for something else.',
    fails: 'outage-is-no-answer',
    hint: 3,
    edits: [app('return await catalog.get(query);', 'return await catalog.get(query).catch(() => null);')],
  },
  {
    name: 'failed-look-up-shared',
    because: 'Visitors of one moment share a look-up, and one that has failed is shared with all who come later.',
    fails: 'outage-is-no-answer',
    hint: 3,
    edits: [
      app(
        'return {\n    // One read.',
        'const underWay = new Map<string, ReturnType<typeof catalog.get>>();\n\n  return {\n    // One read.',
      ),
      app(
        'return await catalog.get(query);',
        'const lookUp = underWay.get(query.sku) ?? catalog.get(query);\n      underWay.set(query.sku, lookUp);\n      const product = await lookUp;\n      underWay.delete(query.sku);\n      return product;',
      ),
    ],
  },
  {
    name: 'product-remembered',
    because: 'It saves the catalog a question, and shows yesterday’s price until the web server restarts.',
    fails: 'product-as-is',
    hint: 2,
    edits: [
      app(
        'return {\n    // One read.',
        'const known = new Map<string, Awaited<ReturnType<typeof catalog.get>>>();\n\n  return {\n    // One read.',
      ),
      app(
        'return await catalog.get(query);',
        'const product = known.get(query.sku) ?? (await catalog.get(query));\n      if (product) known.set(query.sku, product);\n      return product;',
      ),
    ],
  },
  {
    name: 'price-by-workflow',
    because: 'It thinks that a workflow without activities costs nothing.',
    fails: 'price-plain',
    hint: 1,
    edits: [
      app(
        'convertPrice({ cents, rate }) {\n      return { cents: Math.round(cents * rate) };',
        `async convertPrice(query) {\n      const workflowId = \`price-\${query.cents}-\${query.rate}\`;\n      return await client.workflow.execute(workflows.foreignPrice, { taskQueue, workflowId, args: [query] });`,
      ),
      workflow(
        'export async function refund(',
        'export async function foreignPrice({ cents, rate }: { cents: number; rate: number }): Promise<{ cents: number }> {\n  return { cents: Math.round(cents * rate) };\n}\n\nexport async function refund(',
      ),
    ],
  },
  {
    name: 'price-cut-off',
    because: 'It takes cutting off for rounding.',
    fails: 'price-right',
    hint: 3,
    edits: [app('Math.round(cents * rate)', 'Math.floor(cents * rate)')],
  },
  {
    name: 'price-in-32-bits',
    because: 'It rounds with an operator that keeps 32 bits, and prices in small units are larger.',
    fails: 'price-right',
    hint: 3,
    edits: [app('Math.round(cents * rate)', '(cents * rate + 0.5) | 0')],
  },
  {
    name: 'rate-rounded-first',
    because: 'It rounds the rate, as the board in a bank does, and multiplies what is left of it.',
    fails: 'price-right',
    hint: 3,
    edits: [app('Math.round(cents * rate)', 'Math.round(cents * Number(rate.toFixed(2)))')],
  },
  {
    name: 'tick-by-workflow',
    because: 'It only starts the workflow and does not wait, and takes that for cheap.',
    fails: 'ticks-plain',
    hint: 1,
    folder: true,
  },
  {
    name: 'one-workflow-for-all-ticks',
    because: 'It saves on starts and makes one endless workflow of the stream, a signal a tick.',
    fails: 'ticks-plain',
    hint: 2,
    folder: true,
  },
  {
    name: 'tick-not-awaited',
    because: 'It answers before the store has the tick, to be fast.',
    fails: 'tick-stored',
    hint: 3,
    edits: [app('await rates.put(tick);', 'void rates.put(tick);')],
  },
  {
    name: 'lost-tick-does-not-matter',
    because: 'The next tick is half a millisecond away, so it takes a failure of the store for nothing worth telling.',
    fails: 'tick-refused',
    hint: 3,
    edits: [app('await rates.put(tick);', 'await rates.put(tick).catch(() => undefined);')],
  },
  {
    name: 'ticks-answered-in-a-pause',
    because: 'One loop stores what is newest, and all senders wait for the end of the loop, not for their own tick.',
    fails: 'tick-busy',
    hint: 2,
    edits: [
      app(
        '  return {\n',
        '  let newest: Parameters<App["ingestTick"]>[0] | undefined;\n  let storing: Promise<void> | undefined;\n  const store = async () => {\n    for (let tick = newest; tick; tick = newest) {\n      newest = undefined;\n      await rates.put(tick);\n    }\n  };\n\n  return {\n',
      ),
      app(
        'async ingestTick(tick) {\n      await rates.put(tick);\n',
        'async ingestTick(tick) {\n      newest = tick;\n      storing ??= store().finally(() => {\n        storing = undefined;\n      });\n      await storing;\n',
      ),
    ],
  },
  {
    name: 'ticks-coalesced',
    because: 'It lets a new tick replace the one that waits, which is clever, and answers before either is stored.',
    fails: 'tick-busy',
    hint: 2,
    folder: true,
  },
];
