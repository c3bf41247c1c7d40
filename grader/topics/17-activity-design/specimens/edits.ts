import type { Edit } from '../../../submission/overlay.ts';

export const workflow = (replace: string, by: string): Edit => ({ file: 'workflows.ts', replace, by });
export const activity = (replace: string, by: string): Edit => ({ file: 'activities.ts', replace, by });

/** Parts of the solution that several specimens change. */
export const quick = "startToCloseTimeout: '30 seconds',";
export const slow = "startToCloseTimeout: '1 hour',";
export const silence = "heartbeatTimeout: '2 minutes',";
export const waits = "  cancellationType: 'WAIT_CANCELLATION_COMPLETED',\n";
export const sdk = "import { cancellationSignal, heartbeat } from '@temporalio/activity';";
export const world = "import { refusalsAreFinal } from '#world';";
export const verified = 'await refusalsAreFinal(documents.verify(query));';
export const created = 'return await refusalsAreFinal(accounts.create(account));';
export const ticket = 'return { catalogueRef: ref };';
export const parsed = 'JSON.parse((await store.get({ ref: catalogueRef })).text)';
export const added = 'catalogue.add({ ...batch, signal: cancellationSignal() })';
export const loop = 'for (let from = 0; from < products.length; from += 50) {';
export const fetched = 'const { products } = await catalogue.fetch({ url: catalogueUrl, token });';
export const sent = "await refusalsAreFinal(mail.send({ to: email, subject: 'Welcome to Harbour', key }));";
/** The loop of the import, from its first line to its last. */
export const batches = `${loop}
        const batch = { accountId, products: products.slice(from, from + 50), key: \`\${key}/\${from}\` };
        await refusalsAreFinal(${added});
        heartbeat();
      }`;

/** The same loop, going on from its heartbeat details: rightly, or with something of its own. */
export function resuming({ start = '', early = '', key = '`${key}/${from}`' } = {}): string {
  return `${start}for (let from: number = activityInfo().heartbeatDetails ?? 0; from < products.length; from += 50) {
        ${early}const batch = { accountId, products: products.slice(from, from + 50), key: ${key} };
        await refusalsAreFinal(${added});
        ${early ? '' : 'heartbeat(from + 50);'}
      }`;
}
