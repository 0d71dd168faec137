import type { Minor } from '../../domain/shared/money';
import { money } from '../../locales/format';
import type { CreditNotePaper } from './paper';
import { drawPaper } from './pages';
import { drawFacts, drawMasthead, drawNotice, drawSums } from './parts';
import { COLOUR, type Sheet } from './sheet';
import { catName, fullDay, say } from './words';

/** Renders a credit note as a PDF in the client's language (B6). The same note gives the same bytes. */
export async function renderCreditNote(paper: CreditNotePaper): Promise<Buffer> {
  const title = say(paper, 'credit_note.title', { number: paper.number });
  const running = `${title} · ${catName(paper.client, 'inHead')}`;
  return drawPaper({ reader: paper, title, running, createdAt: paper.at }, (sheet) => draw(sheet, paper, title));
}

function draw(sheet: Sheet, paper: CreditNotePaper, title: string): void {
  const { amount, at, by, client, invoice, language, reason, returned } = paper;
  const to = `${say(paper, 'credit_note.to')} ${invoice.number}, ${fullDay(paper, invoice.issuedAt)}`;
  drawMasthead(sheet, {
    title,
    state: { text: to, colour: COLOUR.muted },
    sum: { label: say(paper, 'credit_note.amount'), amount: money(amount, language) },
  });
  drawFacts(sheet, [
    [say(paper, 'invoice.client'), catName(client)],
    [say(paper, 'credit_note.issued'), fullDay(paper, at)],
    ...(by === null ? [] : [[say(paper, 'credit_note.by'), by] as const]),
  ]);
  drawNotice(sheet, reason, COLOUR.muted);
  const moves: [label: string, amount: Minor][] = [
    [say(paper, 'credit_note.credited'), 0 - invoice.credited],
    [say(paper, 'invoice.paid'), 0 - invoice.paid],
    [say(paper, 'credit_note.returned_before'), invoice.returned],
    [title, 0 - amount],
    [say(paper, 'credit_note.returned'), returned],
  ];
  drawSums(sheet, [
    { label: say(paper, 'credit_note.invoice_total', { number: invoice.number }), amount: money(invoice.total, language) },
    ...moves.filter(([, sum]) => sum !== 0).map(([label, sum]) => ({ label, amount: money(sum, language) })),
    { label: say(paper, 'credit_note.open'), amount: money(invoice.open, language), strong: true },
  ]);
}
