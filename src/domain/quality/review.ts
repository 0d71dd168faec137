/** The look at an order that did not end well (Q1). */
export interface Review {
  id: string;
  order: { id: string; number: number };
  reason: 'failed' | 'cancelled';
  status: 'open' | 'closed';
  openedAt: Date;
  verdict: string | null;
  note: string | null;
  closedAt: Date | null;
}
