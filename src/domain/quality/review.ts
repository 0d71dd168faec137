/** The look at an order that did not end well (Q1). An order has one that is open at most. */
export interface Review {
  id: string;
  order: { id: string; number: number };
  reason: 'failed' | 'cancelled' | 'complaint';
  status: 'open' | 'closed';
  openedAt: Date;
  /** What the order's client says was wrong; null where nobody said so. */
  complaint: Complaint | null;
  verdict: string | null;
  note: string | null;
  closedAt: Date | null;
}

/** A client's own words on how an order went. */
export interface Complaint {
  client: string;
  at: Date;
  /** Null once they are erased (U5). */
  words: string | null;
}
