import type { ExplainedLine, FixedStory, PriceStory, Pricing, TariffRecord } from '../domain/billing';
import { share } from '../domain/shared/money';
import { money, priceSum } from './money';

/** A price as a sum: `95.00 = 100.00 - 5 %`. */
export const sumTold = (story: PriceStory | FixedStory): string => `${priceSum({ ...story, percent: percentOf(story) })}${discountRounded({ listPrice: story.listPrice, percent: percentOf(story) })}`;

/** What a discount was before it was rounded half up (B1), where it was: ` (5 % is 55.5555, rounded to 55.56)`. */
export function discountRounded({ listPrice, percent }: { listPrice: number; percent: number }): string {
  const exact = listPrice * percent;
  return exact % 100 === 0 ? '' : ` (${percent} % is ${(exact / 10_000).toFixed(4).replace(/0+$/, '')}, rounded to ${money(share(listPrice, percent * 100))})`;
}

const percentOf = (story: PriceStory | FixedStory): number => ('tier' in story ? story.tier.percent : story.percent);

/** Why a discount is what it is: `5 %: paid 10,240.00 before, more than 10,000.00; tariff 1`, `no discount: it starts above 10,000.00 paid, so far 813.00; tariff 1` (B3). */
export function discountReason(story: PriceStory | FixedStory, tariffs: readonly TariffRecord[], orders = ''): string {
  const percent = percentOf(story);
  const title = `${percent === 0 ? 'no discount' : `${percent} %`}${orders}`;
  if (!('tier' in story)) return `${title}: how it came about was not recorded then; tariff ${story.tariff ?? 'unknown'}`;
  if (percent > 0) return `${title}: paid ${money(story.paid)} before, more than ${money(story.tier.over)}; tariff ${story.tariff}`;
  const first = tariffs.find(({ id }) => id === story.tariff)?.tiers[0]?.over;
  const starts = first === undefined ? `there is none, whatever was paid` : `it starts above ${money(first)} paid, so far ${money(story.paid)}`;
  return `${title}: ${starts}; tariff ${story.tariff}`;
}

/** Why a price is not the estimate (B2); undefined where it is, or where nobody can tell. */
export function differenceReason({ estimate, price, comparison, causes }: Pricing): string | undefined {
  if (comparison !== 'differs' || !estimate || !price) return undefined;
  const percent = percentOf(price);
  const reasons = {
    tariff: `tariff ${price.tariff} had come by the time its price was fixed`,
    paid: percent > estimate.tier.percent ? `${percent} % was reached before its price was fixed` : `${estimate.tier.percent} % was lost before its price was fixed`,
    worker: 'the formula knew the worker by then',
  };
  return causes.map((cause) => reasons[cause]).join(', ');
}

/** The reasons of an invoice's discounts and of what differs from its estimates, the same reason told once for all its orders. */
export function lineReasons(lines: readonly ExplainedLine[], tariffs: readonly TariffRecord[]): string[] {
  const groups = new Map<string, { story: PriceStory | FixedStory; orders: number[] }>();
  for (const { price, order } of lines) {
    if (!price) continue;
    const key = discountReason(price, tariffs);
    const group = groups.get(key) ?? { story: price, orders: [] };
    group.orders.push(order.number);
    groups.set(key, group);
  }
  const discounts = [...groups.values()].map(({ story, orders }) => discountReason(story, tariffs, groups.size === 1 ? '' : ` of ${listed(orders)}`));
  const differences = lines.flatMap((line) => {
    const reason = differenceReason(line);
    return reason === undefined || !line.estimate ? [] : [`estimate of ${line.order.number} was ${money(line.estimate.price)}: ${reason}`];
  });
  return [...discounts, ...differences];
}

const listed = (numbers: readonly number[]) => (numbers.length === 1 ? String(numbers[0]) : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`);
