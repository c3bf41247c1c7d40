import type { Edit } from '../../../submission/overlay.ts';

/** Lines of the solution that several specimens change. */
export const opening =
  'export async function account(state: AccountState): Promise<{ balanceCents: number }> {\n  const { accountId, operationsPerRun } = state;\n  const seen = new Set(state.processed);\n  let { balanceCents } = state;\n  let operations = 0;\n';
export const setBalance = 'setHandler(balance, () => balanceCents);';
export const setWithdraw = 'setHandler(withdraw, payInTurn, { validator: checkAmount });';
export const knownAlready = '    if (seen.has(messageId)) return balanceCents;\n';
export const noMoney =
  "    if (cents > balanceCents) throw ApplicationFailure.create({ type: 'Overdrawn', message: 'not enough money' });\n";
export const clerk =
  "const { approve, noteOpen } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });";
export const asking = '    await approve({ accountId, messageId, cents });\n';
export const taking = '    balanceCents -= cents;\n    seen.add(messageId);\n    operations += 1;\n';
export const firstTurn = '  let turn: Promise<unknown> = Promise.resolve();\n';
export const inTurn = '    const paid = turn.then(() => pay(withdrawal));\n';
export const nextTurn = 'turn = paid.catch(() => undefined);';
export const noting = '  await noteOpen({ accountId, balanceCents });\n';
export const full = 'const full = () => operations >= operationsPerRun || workflowInfo().continueAsNewSuggested;';
export const waiting = 'await condition(() => (closing || full()) && allHandlersFinished());';
export const plainJson =
  "  // All that the next run will know, as plain JSON: a Set would arrive as {}. Older messages don't come again.\n";
export const handing =
  '  return await continueAsNew<typeof account>({ ...state, balanceCents, processed: [...seen].slice(-1000) });\n';

/** Replaces a text that the solution has once. */
export function edit(replace: string, by: string): Edit {
  return { file: 'workflows.ts', replace, by };
}
