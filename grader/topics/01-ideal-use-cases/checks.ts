import type { TopicChecks } from '../../check/check.ts';
import { survivesCrash, waitsInWorkflow } from './checks/durable.ts';
import { converts, doneOnce, noReminderAfter, whileMailing } from './checks/subscribed.ts';
import { endsOnDay14, expiredIsFree, phases, twoMails } from './checks/undecided.ts';

export const topic: TopicChecks = {
  checks: [
    waitsInWorkflow,
    twoMails,
    endsOnDay14,
    expiredIsFree,
    converts,
    noReminderAfter,
    whileMailing,
    doneOnce,
    phases,
    survivesCrash,
  ],
};
