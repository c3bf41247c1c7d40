import type { TopicChecks } from '../../check/check.ts';
import { emptyOrder, gift, refusals } from './checks/decisions.ts';
import { earlyPickUp, waitsForPickUp } from './checks/pick-up.ts';
import { priceRecorded } from './checks/price.ts';
import { receipt, receiptOfNumbers, shipsPacked, waitsForSteps } from './checks/steps.ts';
import { eachOrder } from './checks/two-orders.ts';

export const topic: TopicChecks = {
  // The price comes last because it takes a host of its own.
  checks: [
    emptyOrder,
    waitsForPickUp,
    earlyPickUp,
    shipsPacked,
    waitsForSteps,
    eachOrder,
    receipt,
    receiptOfNumbers,
    gift,
    refusals,
    priceRecorded,
  ],
};
