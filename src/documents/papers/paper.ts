import type { InvoicePaperFacts, InvoiceStatus, Outcome, PayoutStatus, PayslipPaperFacts } from '../../domain/billing';
import type { Minor } from '../../domain/shared/money';
import type { Language } from '../../domain/shared/work';

/** In whose language and whose time a paper is written. */
export interface Reader {
  language: Language;
  zone: string;
}

/** A cat by name and number (12 is shown as C-000012). */
export interface Cat {
  name: string;
  number: number;
}

/** What an invoice's paper says. All texts are plain, in the client's language, and may be anybody's. */
export interface InvoicePaper extends Reader {
  number: string;
  status: Exclude<InvoiceStatus, 'draft'>;
  issuedAt: Date;
  cutOff: Date;
  /** The number of the void invoice that this one stands in for. */
  replaces: string | null;
  /** The number of the invoice that stands in for this one, which is void. */
  replacedBy: string | null;
  client: Cat;
  lines: readonly InvoicePaperLine[];
  total: Minor;
  /** What credit notes took off. */
  credited: Minor;
  paid: Minor;
  /** What is still to be paid. */
  open: Minor;
  /** Where it is empty, what was credited is told in one sum. They are told with the payments, by `place`. */
  creditNotes: readonly { number: string; at: Date; amount: Minor; reason: string; place: number }[];
  /** What of each payment this invoice took; below zero what went off it again; `of`: the whole payment, where this is a part; where it is empty, what was paid is told in one sum. */
  payments: readonly { at: Date; amount: Minor; of: Minor | null; method: string; place: number }[];
  /** Sentences that explain the sum. */
  why: readonly string[];
  /** How a card pays it by itself. */
  card?: InvoicePaperFacts['card'];
  /** Bank details, told while there is something to pay, and no card pays it by itself. */
  payTo: readonly string[];
}

/** One order on an invoice. */
export interface InvoicePaperLine {
  orderNumber: number;
  service: string;
  at: Date;
  outcome: Outcome;
  listPrice: Minor;
  /** The discount in per cent. */
  percent: number;
  amount: Minor;
}

/** What a credit note's paper says. */
export interface CreditNotePaper extends Reader {
  number: string;
  at: Date;
  /** What it takes off the invoice, above zero. */
  amount: Minor;
  reason: string;
  by: string | null;
  client: Cat;
  /** What of it had been paid, and went back to the client's credit. */
  returned: Minor;
  /** The invoice: what earlier credit notes took off, what was paid by then, what of that had gone back to credit before, and what is open after this note. */
  invoice: { number: string; issuedAt: Date; total: Minor; credited: Minor; paid: Minor; returned: Minor; open: Minor };
}

/** What a worker's pay slip says. Earnings + fines + bonuses + corrections + carried = amount. */
export interface PayslipPaper extends Reader {
  /** `YYYY-MM`. */
  month: string;
  worker: Cat;
  jobs: readonly PayslipPaperJob[];
  bonuses: readonly Granted[];
  corrections: readonly Granted[];
  /** What earlier months left over; below zero where they left a debt. */
  carried: Minor;
  /** What it is made of; missing where it is told in one sum. */
  carriedFrom: PayslipPaperFacts['carriedFrom'];
  /** Below zero where it is carried on. */
  amount: Minor;
  status: PayoutStatus;
  paidAt: Date | null;
  /** The key of the transfer. */
  key: string | null;
}

/** What a job brought or cost. */
export interface PayslipPaperJob {
  orderNumber: number;
  service: string;
  at: Date;
  kind: 'earning' | 'fine';
  /** What it adds to what is due: fines are below zero. */
  amount: Minor;
  /** The order's price and the worker's share of it in basis points, as far as the amount is made of them. */
  price: Minor | null;
  shareBp: number | null;
  /** Why a fined order failed: the code of a reason. */
  reason?: string;
}

/** An amount that somebody granted, with what for and who (B9). */
export interface Granted {
  at: Date;
  amount: Minor;
  reason: string;
  by: string;
}
