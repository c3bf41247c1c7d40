import {
  ApplicationFailure,
  CancellationScope,
  defineSignal,
  defineUpdate,
  ParentClosePolicy,
  proxyActivities,
  setHandler,
  sleep,
  startChild,
  Trigger,
} from '@temporalio/workflow';
import type * as activities from './activities';
import { reasonOf } from './reason';
import type { MarketplaceOrder, OrderResult, SellerOrder, SellerOutcome } from './shared';

export const paid = defineSignal('paid');
export const changeAddress = defineUpdate<{ address: string }, [{ address: string }]>('changeAddress');

const { reserveStock, releaseStock, shipParcel } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumInterval: '6 hours' },
});

type Phase = 'open' | 'fulfilling';

export async function marketplaceOrder(order: MarketplaceOrder): Promise<OrderResult> {
  const state = { phase: 'open' as Phase, address: order.address };
  const payment = new Trigger<'paid'>();
  setHandler(paid, () => {
    state.phase = 'fulfilling';
    payment.resolve('paid');
  });
  setHandler(
    changeAddress,
    async ({ address }) => {
      state.address = address;
      return { address: state.address };
    },
    {
      validator({ address }) {
        if (state.phase !== 'open') throw ApplicationFailure.create({ type: 'AlreadyShipped', nonRetryable: true });
        if (!/\S/.test(address)) throw ApplicationFailure.create({ type: 'BadAddress', nonRetryable: true });
      },
    },
  );

  const timer = new CancellationScope();
  const first = await Promise.race([payment, timer.run(() => sleep('3 days'))]);
  if (first !== 'paid') return { status: 'unpaid', sellers: [] };
  timer.cancel();

  const handles = await Promise.all(
    order.sellers.map(({ sellerId, items }) =>
      startChild('sellerOrder', { args: [{ orderId: order.orderId, sellerId, items, address: state.address }] }),
    ),
  );
  const ends = await Promise.allSettled(handles.map((handle) => handle.result()));
  const sellers = ends.map((end, place): SellerOutcome => {
    const sellerId = order.sellers[place]?.sellerId ?? '';
    if (end.status === 'fulfilled') return { sellerId, status: 'shipped' };
    return { sellerId, status: 'failed', reason: reasonOf(end.reason) };
  });
  if (sellers.every(({ status }) => status === 'failed')) return { status: 'done', sellers };

  const handle = await startChild(warranty, {
    args: [{ orderId: order.orderId }],
    parentClosePolicy: ParentClosePolicy.ABANDON,
  });
  return { status: 'done', sellers, warrantyId: handle.workflowId };
}

export async function sellerOrder(part: SellerOrder): Promise<{ trackingId: string }> {
  const { orderId, sellerId, items, address } = part;
  const key = `${orderId}/${sellerId}`;
  let isShipped = false;
  try {
    await reserveStock({ orderId, sellerId, items, key });
    await sleep('1 day');
    const parcel = await shipParcel({ orderId, sellerId, address, key });
    isShipped = true;
    return parcel;
  } finally {
    if (!isShipped) await CancellationScope.nonCancellable(() => releaseStock({ orderId, sellerId, key }));
  }
}

export async function warranty(_input: { orderId: string }): Promise<void> {
  await sleep('730 days');
}
