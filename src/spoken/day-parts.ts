/** A part of the day that somebody names without an hour. */
export type DayPart = (typeof DAY_PARTS)[number];
const DAY_PARTS = ['morning', 'afternoon', 'evening'] as const;

/** The part of the day that is called so, undefined where none is. */
export const dayPart = (name: string | undefined): DayPart | undefined => DAY_PARTS.find((part) => part === name);

interface Part {
  named: RegExp;
  /** The hours that may be meant, from and until. */
  from: number;
  until: number;
  part?: DayPart;
}

const PARTS: readonly Part[] = [
  { named: /(?<!\p{L})(?:ночью|night)(?!\p{L})/giu, from: 18, until: 6 },
  { named: /(?<!\p{L})(?:утром|с\s+утра|morning)(?!\p{L})/giu, from: 1, until: 12, part: 'morning' },
  { named: /(?<!\p{L})(?:дн[её]м|(?:в|к|после)\s+обед[ау]?|afternoon)(?!\p{L})/giu, from: 11, until: 19, part: 'afternoon' },
  { named: /(?<!\p{L})(?:вечером|к\s+вечеру|evening)(?!\p{L})/giu, from: 16, until: 24, part: 'evening' },
  { named: /(?<!\p{L})tonight(?!\p{L})/giu, from: 18, until: 6, part: 'evening' },
];

const partsOf = (text: string): Part[] => PARTS.filter(({ named }) => text.search(named) >= 0);

/** The hour that is meant beside the part of the day that a text names: «днем в 3» is 15; undefined for an hour of another part ("tomorrow night at 3" told as 15). */
export function hourInPart(text: string, hour: number): number | undefined {
  return meant(partsOf(text), hour);
}

/** The hour that a bare one means where a part of the day was named before: 7 in the evening is 19; what is of no such part stays. */
export const hourOfPart = (part: DayPart, hour: number): number => meant(PARTS.filter((one) => one.part === part).slice(0, 1), hour) ?? hour;

function meant(named: readonly Part[], hour: number): number | undefined {
  const isOf = (one: number): boolean => named.every(({ from, until }) => (from < until ? one >= from && one < until : one >= from || one < until));
  return [hour, ...(hour < 12 ? [hour + 12] : [])].find(isOf);
}

/** The part of the day that a text names, if it is one alone. */
export function partOf(text: string): DayPart | undefined {
  const [first, second] = partsOf(text);
  return second ? undefined : first?.part;
}

/** A text without the parts of the day in it. */
export const withoutParts = (text: string): string => PARTS.reduce((rest, { named }) => rest.replace(named, ' '), text);

/** A text without those that chrono does not know: «завтра днем в 3» is tomorrow at 3 to it. */
export const withoutUnknownParts = (text: string): string => text.replace(/ ?(?<!\p{L})(?:днем|с утра|(?:в|к|после) обед[ау]?)(?!\p{L})/u, '');
