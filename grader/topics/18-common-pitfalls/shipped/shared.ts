// What a return promises. This file is right; the pull request in workflows.ts and activities.ts has to keep the promises.
//
// - A return without items fails at once, with the type `NothingToReturn`, and no label is made for it.
// - It makes a label and waits for the parcel (`arrived`, which may come while the label is still being made), for as long
//   as it takes. Nothing else is done before that.
// - Notes (`addNote`) can be added at any moment while it is open, also together with its start. The answer is how many
//   notes this return has; it stays right when another worker goes on with the return.
// - `status` tells at any moment where it stands and how many notes it has.
// - Cancelled while it waits, it voids the label; once the parcel is back, it does not. It ends as Canceled.
// - Pictures, if there are any, are inspected when the parcel is back, before anything is restocked; the result names the
//   report. The report itself stays where it is: no event of the history is larger than 256 KB.
// - An item that the warehouse refuses is `failed`; the others are restocked, and then the refund is paid all the same.
// - The refund is paid once for each return, whatever becomes of an answer; an order may have several returns.
//   `AccountClosed` closes the return as `refused`; any other refusal fails it, with the type of the refusal.
// - Who left an address gets one letter before the return is over, refunded or refused, also when mail is down for minutes.
// - An attempt at a step may take 30 seconds.

/** A parcel that a customer wants to send back. */
export interface ReturnRequest {
  returnId: string;
  orderId: string;
  cents: number;
  items: { sku: string; quantity: number }[];
  /** Where the customer's pictures are, if there are any. */
  photosUrl?: string;
  /** Missing when the customer wants no mail. */
  email?: string;
}

export interface ReturnResult {
  returnId: string;
  status: 'refunded' | 'refused';
  /** SKUs, in any order. */
  restocked: string[];
  failed: string[];
  /** Id of the inspector's report, when there were pictures. */
  report?: string;
  /** Full days from its start to its end. */
  daysOpen: number;
}

/** Open until the parcel is back, closed in the end. */
export interface ReturnStatus {
  phase: 'open' | 'arrived' | 'closed';
  notes: number;
}

export interface Note {
  text: string;
}
