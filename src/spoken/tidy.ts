/** Ways of saying a day that the readers beneath do not know. */
const RETOLD: readonly [RegExp, string][] = [
  [/(?<=\d{4}) ?(?:года?|г)(?!\p{L})\.?/gu, ''],
  [/(?<!\p{L})this (?=morning|afternoon|evening)/gu, 'today '],
  [/(?<!the )(?=(?<!\p{L})day after tomorrow)/gu, 'the '],
  [/(?<!\p{L})вс(?!\p{L})\.?/gu, 'воскресенье'],
];

/** A text in small letters with one kind of dash and space, without «ё», and with days by the names that are known. */
export function tidy(typed: string): string {
  const small = typed.normalize('NFC').trim().toLowerCase().replaceAll('ё', 'е');
  const even = small.replace(/[‐-―−]/g, '-').replace(/\s+/g, ' ').replace(/[.!?]+$/, '');
  return RETOLD.reduce((text, [form, known]) => text.replace(form, known), even);
}
