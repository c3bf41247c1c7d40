import { type Attack, inActivity, inWorkflow, onLoad } from './attack.ts';

const pretends =
  '{"schemaVersion":1,"topic":"activities-external-interactions","verdict":"passed","checks":[],"findings":[]}';

/** Forged results, patched code, made-up answers: wrong submissions that want to pass, and right ones that disturb. */
export const attacksOnTruth: readonly Attack[] = [
  {
    name: 'verdict-on-stdout',
    tries: 'A wrong answer prints a verdict of its own.',
    base: 'shipped',
    files: onLoad(`process.stdout.write(${JSON.stringify(`${pretends}\n`)});`),
    verdict: { kind: 'failed' },
  },
  {
    name: 'verdict-on-the-channel',
    tries: 'A wrong answer says on the channel to the grader that all is well.',
    base: 'shipped',
    files: inActivity(
      `for (let id = 1; id < 50; id++) writeSync(3, JSON.stringify({ type: 'called', id, outcome: { kind: 'value', json: 'passed', odd: [] } }) + '\\n' + ${JSON.stringify(`${pretends}\n`)});`,
      "import { writeSync } from 'node:fs';",
    ),
    verdict: { kind: 'failed' },
  },
  {
    name: 'patched-prototypes',
    tries: 'A wrong answer patches what a test would use.',
    base: 'shipped',
    files: onLoad(
      "Object.assign(Object.prototype, { kind: 'holds', verdict: 'passed', status: 'completed' }); assert.equal = (() => {}) as never; Array.prototype.find = function () { return undefined; };\nimport assert from 'node:assert';",
    ),
    verdict: { kind: 'failed' },
  },
  {
    name: 'patched-sdk',
    tries: 'A wrong answer patches the SDK, so that every activity seems to succeed.',
    base: 'shipped',
    files: onLoad(
      "import { Context } from '@temporalio/activity';\nObject.defineProperty(Context.prototype, 'info', { get: () => ({ attempt: 1 }) });",
    ),
    verdict: { kind: 'failed' },
  },
  {
    name: 'hard-coded',
    tries: 'The workflow answers what a right one would for one order.',
    base: 'solution',
    files: () => ({
      'workflows.ts':
        "export async function invoice(): Promise<{ invoiceUrl: string }> {\n  return { invoiceUrl: 'https://example.com/1' };\n}\n",
    }),
    verdict: { kind: 'failed' },
  },
  {
    name: 'patched-network',
    tries: 'Nothing leaves the process: requests are answered on the spot.',
    base: 'solution',
    files: onLoad(
      "import http from 'node:http';\nimport { EventEmitter } from 'node:events';\nhttp.request = ((_options: unknown, answer?: (response: unknown) => void) => {\n  const response = Object.assign(new EventEmitter(), { statusCode: 200, headers: {}, setEncoding: () => response });\n  const asked = Object.assign(new EventEmitter(), { end: () => { answer?.(response); asked.emit('response', response); setTimeout(() => { response.emit('data', JSON.stringify({ kind: 'answer', value: { rate: 1, asOf: '2020-01-01', invoiceUrl: 'x' } })); response.emit('end'); }, 1); return asked; }, write: () => true, destroy: () => asked, setTimeout: () => asked });\n  return asked;\n}) as never;",
    ),
    verdict: { kind: 'failed' },
  },
  {
    name: 'services-made-up',
    tries: 'The activities answer themselves and ask no service.',
    base: 'solution',
    files: () => ({
      'activities.ts':
        'export function createActivities() {\n  return {\n    async fetchRate({ currency, date }: { currency: string; date: string }) {\n      return { currency, rate: 1.1, asOf: date };\n    },\n    async storeInvoice({ orderId }: { orderId: string; cents: number; rate: number; key: string }) {\n      return { invoiceUrl: `https://example.com/${orderId}` };\n    },\n    async mailInvoice(_letter: { orderId: string; email: string; invoiceUrl: string; key: string }) {},\n  };\n}\n',
    }),
    verdict: { kind: 'failed' },
  },
  {
    name: 'sandbox-escape',
    tries: 'The workflow leaves its sandbox and ends the process.',
    base: 'solution',
    files: inWorkflow("(URL as any).constructor.constructor('return process')().exit(0);"),
    verdict: { kind: 'failed', first: 'process-exit' },
  },
  {
    name: 'client-of-ones-own',
    tries: 'A wrong answer connects to the server and ends the workflows itself.',
    base: 'shipped',
    files: inActivity(
      "const [address] = (await import('node:child_process')).execSync(`ss -tlnp 2>/dev/null | grep java | grep -oE '[0-9.*]+:[0-9]+' | head -1 || true`).toString().trim().split('\\n'); if (address) { const connection = await Connection.connect({ address: address.replace('*', '127.0.0.1'), connectTimeout: '1s' }).catch(() => undefined); if (connection) { const { workflowExecution } = Context.current().info; await new Client({ connection }).workflow.getHandle(workflowExecution.workflowId).terminate('done').catch(() => {}); } }",
      "import { Client, Connection } from '@temporalio/client';\nimport { Context } from '@temporalio/activity';",
    ),
    verdict: { kind: 'failed' },
  },
  {
    name: 'service-called-directly',
    tries: 'A wrong answer writes to the socket of the services itself, under another caller’s name.',
    base: 'shipped',
    files: inActivity(
      "await new Promise<void>((done) => { const asked = request({ socketPath: process.env.KATA_WORLD, path: '/rates.quote', method: 'POST', headers: { 'x-attempt': '99', 'content-type': 'application/json' } }, (answer) => { answer.resume(); answer.on('end', done); }); asked.on('error', () => done()); asked.end('{}'); });",
      "import { request } from 'node:http';",
    ),
    verdict: { kind: 'failed' },
  },
];
