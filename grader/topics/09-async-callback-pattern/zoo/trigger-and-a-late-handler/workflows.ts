import { CancellationScope, defineSignal, proxyActivities, setHandler, sleep, Trigger } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Decision, RefundDecision, RefundRequest } from './shared';

const { askApprover, askManager, payRefund } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

// The bank takes up to five days.
const { bankTransfer } = proxyActivities<typeof activities>({ startToCloseTimeout: '6 days' });

export const decide = defineSignal<[Decision]>('decide');

export async function approveRefund(request: RefundRequest): Promise<RefundDecision> {
  const { requestId, cents, approver, manager } = request;
  if (cents <= 50_000) {
    const { reference } = await payRefund({ requestId, cents, key: requestId });
    return { outcome: 'paid', by: 'auto', escalated: false, reference };
  }

  await askApprover({ requestId, to: approver, key: `${requestId}/approver` });

  // Temporal keeps what came before this line. A trigger fires once, so the first one counts.
  const decision = new Trigger<Decision>();
  setHandler(decide, (said) => decision.resolve(said));

  const within = async (time: '3 days' | '4 days'): Promise<Decision | undefined> => {
    const clock = new CancellationScope();
    const silence = clock
      .run(() => sleep(time))
      .then(
        () => undefined,
        () => undefined,
      );
    const said = await Promise.race([decision, silence]);
    clock.cancel();
    return said;
  };

  let said = await within('3 days');
  const escalated = !said;
  if (escalated) {
    await askManager({ requestId, to: manager, key: `${requestId}/manager` });
    said = await within('4 days');
  }

  if (said?.approved) {
    const { reference } = await bankTransfer({ requestId, cents, key: requestId });
    return { outcome: 'paid', by: said.by, escalated, reference };
  }
  return { outcome: 'refused', by: said ? said.by : 'timeout', escalated };
}
