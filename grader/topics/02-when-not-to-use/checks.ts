import type { TopicChecks } from '../../check/check.ts';
import { clicksAnswered, eachOrder, oneRefundAnOrder, oneRefundLater, oneRefundOpen } from './checks/clicks.ts';
import { crashBeforeMail, lostAnswer } from './checks/crash.ts';
import { decided } from './checks/decided.ts';
import { otherServer } from './checks/other-server.ts';
import { outageIsNoAnswer, pricePlain, priceRight, productAsIs, productPlain } from './checks/plain.ts';
import { oneMail, refundDone, slowBank } from './checks/refund.ts';
import { tickBusy, tickRefused, tickStored, ticksPlain } from './checks/ticks.ts';

export const topic: TopicChecks = {
  setting: { modules: ['activities.ts', 'app.ts', 'decisions.ts'], client: true },
  checks: [
    ...decided,
    productPlain,
    productAsIs,
    outageIsNoAnswer,
    pricePlain,
    priceRight,
    ticksPlain,
    tickStored,
    tickBusy,
    tickRefused,
    refundDone,
    crashBeforeMail,
    lostAnswer,
    eachOrder,
    oneRefundOpen,
    oneRefundLater,
    oneRefundAnOrder,
    clicksAnswered,
    otherServer,
    oneMail,
    slowBank,
  ],
};
