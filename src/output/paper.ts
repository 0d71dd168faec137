import { existsSync } from 'node:fs';

import type { AppWork } from '../app';
import { fileOf, invoiceFile, payslipFile } from '../bot/papers';
import { moneySettings } from '../compose';
import type { Config } from '../config';
import { invoicePaper, payslipPaper, showInvoice, type Invoice } from '../domain/billing';
import { DomainError } from '../domain/shared/errors';
import type { Language } from '../domain/shared/work';
import { findPerson } from '../domain/users';
import type { PostFile } from '../gateways/telegram-api';
import { readRuntime } from '../runtime';
import { creditNoteBy, isNoteNumber } from './credit-note';
import { checkWritable, writeWhole } from './files';
import { invoiceBy, invoiceName } from './invoice';
import { payoutBy } from './payouts';

/** Nobody but its owner reads a file about somebody's money. */
const PRIVATE = 0o600;

/** How a paper is wanted: in a language other than its reader's, in a file other than its own name, in place of what is there. */
export interface Wanted {
  language?: Language | undefined;
  out?: string | undefined;
  force: boolean;
}

/** The paper of an invoice, or of a credit note by its number, as the client gets it. Throws `billing.invoice_wrong_state` for a draft, which has none. */
export async function invoicePdf(w: AppWork, reference: string, { language }: Wanted, settings: Config): Promise<() => Promise<PostFile>> {
  if (isNoteNumber(reference)) return notePdf(w, reference, language, settings);
  const invoice = await invoiceBy(w, reference);
  if (invoice.number === null) throw noPaper(invoice);
  const [facts, client] = [await invoicePaper(w, invoice.id), await findPerson(w, invoice.client.id)];
  const reader = { language: language ?? client.language, zone: w.zone, now: w.now };
  return () => invoiceFile(reader, facts, moneySettings(settings, readRuntime(settings)));
}

async function notePdf(w: AppWork, reference: string, language: Language | undefined, settings: Config): Promise<() => Promise<PostFile>> {
  const paper = await creditNoteBy(w, reference);
  const invoice = await showInvoice(w, paper.invoice.id);
  const reader = { language: language ?? (await findPerson(w, invoice.client.id)).language, zone: w.zone, now: w.now };
  return async () => {
    const file = await fileOf(reader, { message: 'credit_note_issued', invoice, paper }, moneySettings(settings, readRuntime(settings)));
    if (!file) throw new Error(`credit note ${paper.number} has no file`);
    return file;
  };
}

const noPaper = (invoice: Invoice) =>
  new DomainError('billing.invoice_wrong_state', 'conflict', {
    invoice: invoiceName(invoice),
    status: invoice.status,
    problem: invoice.status === 'draft' ? 'no_paper' : 'never_paper',
  });

/** The pay slip of a worker's month, as the worker gets it. */
export async function payslipPdf(w: AppWork, reference: string, { language }: Wanted): Promise<() => Promise<PostFile>> {
  const payout = await payoutBy(w, reference);
  const [facts, worker] = [await payslipPaper(w, payout.id), await findPerson(w, payout.worker.id)];
  const reader = { language: language ?? worker.language, zone: w.zone, now: w.now };
  return () => payslipFile(reader, facts);
}

/** Draws a paper into a file under its own name unless another is wanted; throws `cli.usage` where one is there and is not to be replaced. */
export async function savePaper(draw: () => Promise<PostFile>, { out, force }: Wanted): Promise<{ file: string; bytes: number }> {
  const { name, bytes } = await draw();
  const file = out ?? name;
  if (!force && existsSync(file)) throw new DomainError('cli.usage', 'usage', { problem: 'exists', file });
  checkWritable(file);
  writeWhole(file, bytes, PRIVATE);
  return { file, bytes: bytes.length };
}
