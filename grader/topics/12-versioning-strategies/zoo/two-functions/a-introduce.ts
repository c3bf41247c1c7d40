import { patched } from '@temporalio/workflow';
import { checkedCheckout } from './checked-checkout';
import { type CheckoutOrder, type CheckoutResult, FRAUD_CHECK } from './shared';
import { checkout as uncheckedCheckout } from './v1';

export function checkout(order: CheckoutOrder): Promise<CheckoutResult> {
  return patched(FRAUD_CHECK) ? checkedCheckout(order) : uncheckedCheckout(order);
}
