import type { Abortable, ServiceOf } from '../service.ts';

/** The register of subscriptions: until when each of them is paid. */
export interface Subscriptions {
  /** Sets the date to the last day of a month (YYYY-MM); it does not add one. */
  extend(payment: Abortable & { subscriptionId: string; period: string }): Promise<{ paidUntil: string }>;
}

export const subscriptions: ServiceOf<Subscriptions> = {
  extend: {
    effect: 'plain',
    act: ({ period }) => {
      const [year, month] = period.split('-').map(Number);
      return { paidUntil: new Date(Date.UTC(year ?? 0, month ?? 1, 0)).toISOString().slice(0, 10) };
    },
  },
};
