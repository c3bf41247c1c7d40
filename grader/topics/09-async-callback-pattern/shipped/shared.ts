// The types of a refund that may need a human. Nothing to do here.

export interface RefundRequest {
  requestId: string;
  cents: number;
  /** Who is asked first. */
  approver: string;
  /** Who is asked when nobody has answered. */
  manager: string;
}

/** What a human says, by the signal `decide`. A button that is pressed twice sends the same `decisionId` twice. */
export interface Decision {
  decisionId: string;
  approved: boolean;
  by: string;
}

export interface RefundDecision {
  outcome: 'paid' | 'refused';
  /** Who decided: `auto` for small amounts, the decision's own `by`, or `timeout`. */
  by: string;
  /** Whether the manager was asked. */
  escalated: boolean;
  /** Of the payment, or of the bank's transfer. */
  reference?: string;
}
