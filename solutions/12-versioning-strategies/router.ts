// Part C. The web shop asks here which workflow it should start for a new order.
import type { CheckoutOrder } from './shared';

export function workflowFor(_order: CheckoutOrder): 'checkout' | 'checkoutV2' {
  // Only the start decides: an open order keeps the type it was started with.
  return 'checkoutV2';
}
