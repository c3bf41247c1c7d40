/** One customer's month in the loyalty programme. */
export interface LoyaltyInput {
  customerId: string;
  /** YYYY-MM, in UTC. */
  month: string;
  /** The hour of the day, in UTC, from which a purchase is a late one: 22 means from 22:00 to midnight. */
  bonusAfter: number;
}

/** One receipt of the till. */
export interface Purchase {
  id: string;
  cents: number;
  /** ISO 8601, in UTC: `2026-11-03T22:41:00Z`. */
  at: string;
}

export interface LoyaltyResult {
  points: number;
  tier: 'basic' | 'gold';
  /** `2026-11: 120 points` */
  statement: string;
}

/** How far a month has come. */
export interface Progress {
  /** Awarded so far. */
  points: number;
  stage: 'listing' | 'awarding' | 'sending' | 'done';
}

/** A purchase earns one point for each full 100 cents; a late one earns these on top. */
export const BONUS_POINTS = 10;

/** Whoever earns so many points in a month is gold. */
export const GOLD_FROM = 500;
