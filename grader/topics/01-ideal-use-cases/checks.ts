import type { TopicChecks } from '../../check/check.ts';
import { diesAtWork, survivesCrash } from './checks/crash.ts';
import { waitsInWorkflow } from './checks/durable.ts';
import { whileMailing } from './checks/mailing.ts';
import { doneOnce, triedAgain } from './checks/outages.ts';
import { converts, lastMoment, noReminderAfter } from './checks/subscribed.ts';
import { endsOnDay14, expiredIsFree, phases, twoMails } from './checks/undecided.ts';

export const topic: TopicChecks = {
  checks: [
    waitsInWorkflow,
    twoMails,
    endsOnDay14,
    expiredIsFree,
    converts,
    noReminderAfter,
    doneOnce,
    triedAgain,
    whileMailing,
    lastMoment,
    phases,
    survivesCrash,
    diesAtWork,
  ],
};
