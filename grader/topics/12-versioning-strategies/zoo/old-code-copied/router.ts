import type { CheckoutOrder } from './shared';

const versions = ['checkout', 'checkoutV2'] as const;

export const workflowFor = (_order: CheckoutOrder): 'checkout' | 'checkoutV2' => versions.at(-1) ?? 'checkoutV2';
