const YEARS = /^(\d{1,2})(?:[.,]\d)?\s*(?:г(?:\.|од|ода|одика)?|лет|y(?:\.|r|rs|ear|ears)?(?:\s*old)?)?$/i;
const MONTHS = /^(\d{1,3})\s*(?:м(?:ес)?\.?|месяц(?:а|ев)?|m(?:o|os|onth|onths)?(?:\s*old)?)$/i;
const MAX_AGE = 40;

/** Reads an age as cats type it, in whole years: "3", "3 года", "8 months"; undefined where it is none. */
export function readAge(typed: string): number | undefined {
  const text = typed.trim().replace(/\.$/, '');
  const months = MONTHS.exec(text)?.[1];
  const years = months === undefined ? YEARS.exec(text)?.[1] : String(Math.floor(Number(months) / 12));
  return years === undefined || Number(years) > MAX_AGE ? undefined : Number(years);
}
