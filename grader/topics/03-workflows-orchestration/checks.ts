import type { TopicChecks } from '../../check/check.ts';
import { emptyOrder, gift, refusals } from './checks/decisions.ts';
import { earlyPickUp, waitsForPickUp } from './checks/pick-up.ts';
import { priceRecorded, receipt, shipsPacked, waitsForSteps } from './checks/steps.ts';

export const topic: TopicChecks = {
  checks: [emptyOrder, waitsForPickUp, earlyPickUp, shipsPacked, waitsForSteps, receipt, priceRecorded, gift, refusals],
};
