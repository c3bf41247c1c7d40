import type { Edit } from '../../../submission/overlay.ts';

/** Lines of the solution that several specimens change. */
export const imports = 'import { condition, defineQuery';
export const welcome = "await sendMail({ customerId, email, template: 'welcome', key: `${customerId}/welcome` });";
export const firstWait = "let subscribed = await condition(() => now.subscribed, '11 days');";
export const reminder = "await sendMail({ customerId, email, template: 'reminder', key: `${customerId}/reminder` });";
export const handler = '() => {\n    now.subscribed = true;';
export const charge = 'if (subscribed) await chargeFirstMonth({ customerId, key: `${customerId}/first-month` });';

const limits =
  "const { sendMail, chargeFirstMonth } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });";

/** Replaces a text that the solution's workflows.ts has once. */
export function workflow(replace: string, by: string): Edit {
  return { file: 'workflows.ts', replace, by };
}

/** The proxies, with other options for one of the activities. */
export function limitsWith(name: string, options: string): Edit {
  const own = `const { ${name} } = proxyActivities<typeof activities>({ ${options} });`;
  return workflow(limits, `${name.includes(':') ? limits : limits.replace(`, ${name}`, '')}\n${own}`);
}
