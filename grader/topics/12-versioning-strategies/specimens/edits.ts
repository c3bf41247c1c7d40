import type { Edit } from '../../../submission/overlay.ts';

/** Lines of the solution that several specimens change. */
export const asks = '  if (patched(FRAUD_CHECK)) {';
export const checks = '    const { ok } = await fraudCheck({ orderId, customerId, cents });';
export const obeys = "    if (!ok) return { orderId, status: 'refused' };";
export const block = `${asks}\n${checks}\n${obeys}\n  }\n`;
export const imports = 'import { patched, proxyActivities, sleep }';

/** Replaces a text that the solution's a-introduce.ts has once. */
export function introduce(replace: string, by: string): Edit {
  return { file: 'a-introduce.ts', replace, by };
}

/** Replaces a text that the solution's b-retire.ts has once. */
export function retire(replace: string, by: string): Edit {
  return { file: 'b-retire.ts', replace, by };
}

/** Replaces a text that the solution's c-replace.ts has once. */
export function replaced(replace: string, by: string): Edit {
  return { file: 'c-replace.ts', replace, by };
}
