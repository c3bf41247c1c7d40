import type { TopicChecks } from '../../check/check.ts';
import { cancelDuringUndo, cancelSeen, cancelUndone } from './checks/cancellation.ts';
import { lostAnswer, stepsGiveUp, undoOutage } from './checks/outages.ts';
import { confirmation, staysBooked, stepOrder } from './checks/sold.ts';
import { allUndone, reason, reasonKept, undoOrder, undoRefused } from './checks/undo.ts';

export const topic: TopicChecks = {
  checks: [
    confirmation,
    stepOrder,
    staysBooked,
    allUndone,
    undoOrder,
    undoRefused,
    reason,
    reasonKept,
    stepsGiveUp,
    lostAnswer,
    undoOutage,
    cancelUndone,
    cancelSeen,
    cancelDuringUndo,
  ],
};
