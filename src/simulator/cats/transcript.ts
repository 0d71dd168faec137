import type { MessageView } from '../world/view';

/** A chat as readable text, for people and for failed tests. */
export function transcriptOf(title: string, messages: MessageView[]): string {
  const lines = messages.flatMap((message) => linesOf(message));
  return [`── ${title} ──`, ...(lines.length > 0 ? lines : ['(nothing yet)'])].join('\n');
}

function linesOf(message: MessageView): string[] {
  const arrow = message.from === 'bot' ? '🤖' : '🐱';
  const edited = message.edited ? ' (edited)' : '';
  const buttons = message.buttons.map((row) => `     ${row.map((label) => `[${label}]`).join(' ')}`);
  const said = `${mediaLabel(message)}${message.text}${message.caption ?? ''}`.replaceAll('\n', '\n     ');
  return [`${arrow} #${message.id} ${said}${edited}`, ...buttons];
}

function moneyOf(payment: MessageView['payment']): string | undefined {
  return payment && `${payment.total_amount} ${payment.currency}`;
}

function mediaLabel(message: MessageView): string {
  const forwarded = message.forwarded_from === undefined ? '' : `<forwarded from ${message.forwarded_from}> `;
  if (message.kind === 'text') return forwarded;
  const name = message.invoice?.title ?? moneyOf(message.payment) ?? message.document?.name ?? message.contact?.phone ?? message.sticker?.emoji;
  return `${forwarded}<${message.kind}${name === undefined ? '' : ` ${name}`}> `;
}
