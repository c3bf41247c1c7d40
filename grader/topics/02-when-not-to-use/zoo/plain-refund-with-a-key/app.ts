import { mailRefund, refundPayment } from './activities';
import type { App, AppDeps } from './shared';

export function createApp({ catalog, rates }: AppDeps): App {
  return {
    async getProduct(query) {
      return await catalog.get(query);
    },

    convertPrice({ cents, rate }) {
      return { cents: Math.round(cents * rate) };
    },

    async ingestTick(tick) {
      await rates.put(tick);
    },

    async refund({ orderId, cents }) {
      const { refundId } = await refundPayment({ orderId, cents, key: orderId });
      await mailRefund({ orderId, refundId, key: orderId });
      return { refundId };
    },
  };
}
