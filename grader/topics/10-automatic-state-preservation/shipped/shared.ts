// What is known of a shipment. It is right as it is.

export interface Leg {
  from: string;
  to: string;
  /** Days at sea, from the departure on. */
  days: number;
}

export interface ShipmentInput {
  id: string;
  /** At least one; each begins where the one before it ends. */
  legs: Leg[];
}

export interface ShipmentLog {
  /** For each leg, in order: `load FROM`, `move FROM-TO`, `unload TO`. */
  entries: string[];
}

/** Where a shipment is. */
export interface Position {
  /** Counted from 0; the number of legs once it has arrived. */
  leg: number;
  /** A port while it is loaded (FROM), unloaded (TO) or has arrived (the last TO); `FROM-TO` at sea. */
  place: string;
  state: 'loading' | 'at sea' | 'unloading' | 'arrived';
}
