import type { CreditNotePaper, InvoicePaper, InvoicePaperLine, PayslipPaper } from '../../../src/documents/papers';

/** An instant in March 2026. */
export const march = (day: number, hour = 9): Date => new Date(Date.UTC(2026, 2, day, hour));

/** An order on an invoice. */
export function line(orderNumber: number, more: Partial<InvoicePaperLine> = {}): InvoicePaperLine {
  const service = 'Scratching';
  return { orderNumber, service, at: march(12), outcome: 'completed', listPrice: 10_000, percent: 0, amount: 10_000, ...more };
}

/** An open invoice over these lines. */
export function invoice(lines: readonly InvoicePaperLine[], more: Partial<InvoicePaper> = {}): InvoicePaper {
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  return {
    language: 'en',
    zone: 'Europe/Moscow',
    number: '2026-000017',
    status: 'open',
    issuedAt: march(29, 17),
    cutOff: march(29, 17),
    replaces: null,
    replacedBy: null,
    client: { name: 'Barsik', number: 42 },
    lines,
    total,
    credited: 0,
    paid: 0,
    open: total,
    creditNotes: [],
    payments: [],
    why: [],
    payTo: [],
    ...more,
  };
}

type Note = InvoicePaper['creditNotes'][number];
type Payment = InvoicePaper['payments'][number];

/** A credit note on an invoice's paper. */
export const noted = (more: Partial<Note> = {}): Note => ({ number: '2026-C-000001', at: march(30), amount: 5000, reason: 'a torn curtain', place: 0, ...more });

/** A payment on an invoice's paper, the whole of it. */
export const paid = (more: Partial<Payment> = {}): Payment => ({ at: march(31), amount: 10_000, of: null, method: 'bank transfer', place: 1, ...more });

/** A worker's month: one job done, one failed, a bonus. */
export function payslip(more: Partial<PayslipPaper> = {}): PayslipPaper {
  return {
    language: 'en',
    zone: 'Europe/Moscow',
    month: '2026-03',
    worker: { name: 'Murka', number: 311 },
    jobs: [
      { orderNumber: 42, service: 'Scratching', at: march(12), kind: 'earning', amount: 5700, price: 9500, shareBp: 6000 },
      { orderNumber: 43, service: 'Hunting', at: march(13), kind: 'fine', amount: -4000, price: null, shareBp: null },
    ],
    bonuses: [{ at: march(14), amount: 5000, reason: 'a mouse in the office', by: 'Boss' }],
    corrections: [],
    carried: 0,
    carriedFrom: [],
    amount: 6700,
    status: 'sent',
    paidAt: march(31, 17),
    key: 'payout:0190a1b2:2026-03',
    ...more,
  };
}

/** A credit note to a partly paid invoice. */
export function creditNote(more: Partial<CreditNotePaper> = {}): CreditNotePaper {
  return {
    language: 'en',
    zone: 'Europe/Moscow',
    number: '2026-C-000001',
    at: march(30),
    amount: 5000,
    reason: 'a torn curtain',
    by: 'Boss',
    returned: 0,
    client: { name: 'Barsik', number: 42 },
    invoice: { number: '2026-000017', issuedAt: march(29, 17), total: 29_500, credited: 0, paid: 10_000, returned: 0, open: 14_500 },
    ...more,
  };
}
