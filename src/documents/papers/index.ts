export { renderCreditNote } from './credit-note';
export { renderInvoice } from './invoice';
export type { CreditNotePaper, Granted, InvoicePaper, InvoicePaperLine, PayslipPaper, PayslipPaperJob } from './paper';
export { renderPayslip } from './payslip';
