import type { TopicChecks } from '../../check/check.ts';
import { cancelCharge, cancelDuringUndo, cancelSeen, cancelUndone } from './checks/cancellation.ts';
import { lostAnswer, refundOutage, stepsGiveUp, undoOutage } from './checks/outages.ts';
import { confirmation, staysBooked, stepOrder } from './checks/sold.ts';
import { allUndone, reason, reasonKept, refundReason, undoOrder, undoRefused } from './checks/undo.ts';

export const topic: TopicChecks = {
  checks: [
    confirmation,
    stepOrder,
    staysBooked,
    allUndone,
    stepsGiveUp,
    undoOrder,
    undoRefused,
    reason,
    reasonKept,
    refundReason,
    lostAnswer,
    undoOutage,
    refundOutage,
    cancelUndone,
    cancelCharge,
    cancelSeen,
    cancelDuringUndo,
  ],
};
