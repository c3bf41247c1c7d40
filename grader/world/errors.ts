/** The service understood and said no, for a business reason: trying again gives the same answer. */
export class Refusal extends Error {
  override name = 'Refusal';
  constructor(
    /** The reason, as a machine reads it: `CardDeclined`, `OutOfStock`, … */
    readonly code: string,
    message = `refused: ${code}`,
  ) {
    super(message);
  }
}

/** The service could not be reached, broke, or its answer got lost: nobody knows whether it acted. */
export class Outage extends Error {
  override name = 'Outage';
}

/** The service asks to be left alone for a while. */
export class RateLimited extends Error {
  override name = 'RateLimited';
  constructor(readonly retryAfterMs: number) {
    super(`too many requests, retry after ${retryAfterMs} ms`);
  }
}
