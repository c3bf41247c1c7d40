import type { TopicChecks } from '../../check/check.ts';
import { cancelFailed, cancelInDoubt, cancelReturned, cancelSeen, cancelWaits } from './checks/cancellation.ts';
import { carrierDown, oneObject, twoOrders } from './checks/children.ts';
import { addressClosed, addressOpen, deadlineStays, payIn } from './checks/customer.ts';
import { allShip, goodsReturned, othersShip, ownHistory, sideBySide } from './checks/parts.ts';
import { warrantyIfShipped, warrantyLives } from './checks/warranty.ts';

export const topic: TopicChecks = {
  // Without a cache a worker stands still when a child workflow calls local activities; no check replaces the host here.
  setting: { maxCachedWorkflows: 100 },
  checks: [
    allShip,
    ownHistory,
    othersShip,
    sideBySide,
    addressOpen,
    addressClosed,
    cancelReturned,
    cancelWaits,
    cancelInDoubt,
    cancelSeen,
    warrantyLives,
    warrantyIfShipped,
    goodsReturned,
    cancelFailed,
    payIn,
    deadlineStays,
    carrierDown,
    twoOrders,
    oneObject,
  ],
};
