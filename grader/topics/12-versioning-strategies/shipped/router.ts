// Part C. The web shop asks here which workflow it should start for a new order.
import type { CheckoutOrder } from './shared';

export function workflowFor(_order: CheckoutOrder): 'checkout' | 'checkoutV2' {
  // TODO(you): orders that begin from now on take the new process.
  return 'checkout';
}
