import type { Estimate } from '../../domain/orders';
import { serviceName, sum, when } from './facts';
import { escapeHtml, say, type Reader } from './view';

/** What a client confirms: the request, what it costs and why, and that it is owed in full (B2, O7). */
export function estimateLines(reader: Reader, estimate: Estimate): string[] {
  const head = say(reader, 'bot:order.confirm_head', {
    service: serviceName(estimate.service, reader.language),
    at: when(reader, estimate.at),
    place: estimate.place,
  });
  const text = estimate.description === null ? '' : `, «${escapeHtml(estimate.description)}»`;
  return [`<b>${head}</b>${text}`, priceLine(reader, estimate), say(reader, 'bot:order.rules')];
}

function priceLine(reader: Reader, { price }: Estimate): string {
  const facts = { list: sum(reader, price.listPrice), estimate: sum(reader, price.price), percent: price.percent };
  if (price.percent > 0) return say(reader, 'bot:order.estimate_discount', { ...facts, over: sum(reader, price.over) });
  if (price.firstTier === 0) return say(reader, 'bot:order.estimate_plain', facts);
  return say(reader, 'bot:order.estimate_none', { ...facts, over: sum(reader, price.firstTier) });
}
