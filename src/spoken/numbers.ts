interface Said {
  value: number;
  /** Words of one number agree: «двадцать пять» is 25, «(без) двадцати пять» is two numbers. */
  form: 'plain' | 'bent' | 'any';
}

const EN = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const EN_TENS = 'twenty thirty forty fifty'.split(' ');
const RU = 'один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать'.split(' ');
const RU_BENT = 'одного двух трех четырех пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати'.split(' ');
const RU_TENS = 'двадцать тридцать сорок пятьдесят'.split(' ');
const RU_TENS_BENT = 'двадцати тридцати сорока пятидесяти'.split(' ');

const counted = (words: readonly string[], form: Said['form'], step = 1, first = step): [string, Said][] =>
  words.map((word, at) => [word, { value: first + at * step, form }]);

const WORDS = new Map<string, Said>([
  ...counted(EN, 'plain'),
  ...counted(EN_TENS, 'plain', 10, 20),
  ...counted(RU, 'plain'),
  ...counted(['одну', 'две'], 'plain'),
  ...counted(['одна', 'двое', 'трое', 'четверо'], 'plain'),
  ...counted(RU_TENS, 'plain', 10, 20),
  ...counted(RU_BENT, 'bent'),
  ...counted(['одному', 'двум', 'трем', 'четырем'], 'bent'),
  ...counted(RU_TENS_BENT, 'bent', 10, 20),
  ...['полтора', 'полторы', 'полутора'].map((word): [string, Said] => [word, { value: 1.5, form: 'any' }]),
]);

const WORD = [...WORDS.keys()].sort((one, other) => other.length - one.length).join('|');
const RUN = new RegExp(`(?<![\\p{L}\\d])(?:${WORD})(?:[\\s-]+(?:${WORD}))*(?!\\p{L})`, 'gu');
/** "twenty fifth", «двадцать пятого»: the ordinal takes the tens. */
const ORDINAL = /^[\s-]+(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|(?:перв|втор|трет|четверт|пят|шест|седьм|восьм|девят)(?:ое|ого|ье|ьего)(?!\p{L}))/u;

/** Writes the numbers that a text has in words as digits, and an hour and its minutes as a clock shows them: "twenty five" is 25, "ten thirty" 10:30. The text is in small letters, without «ё». */
export function inDigits(text: string): string {
  return text.replace(RUN, (run: string, place: number) => {
    const words = run.split(/[\s-]+/);
    const isOrdinal = ORDINAL.test(text.slice(place + run.length));
    return isOrdinal && words.length === 1 ? run : digits(words);
  });
}

function digits(words: readonly string[]): string {
  const numbers = words.reduce<Said[]>((known, word) => added(known, WORDS.get(word)), []);
  const [hour, minute, more] = numbers;
  if (hour === undefined) return words.join(' ');
  const isClock = minute !== undefined && more === undefined && hour.form === minute.form && hour.value <= 23 && minute.value >= 10;
  return isClock ? `${hour.value}:${minute.value}` : numbers.map(({ value }) => value).join(' ');
}

function added(known: Said[], next: Said | undefined): Said[] {
  const last = known.at(-1);
  if (!next) return known;
  const isOne = last !== undefined && last.form === next.form && last.value >= 20 && last.value % 10 === 0 && next.value < 10;
  return isOne ? [...known.slice(0, -1), { ...next, value: last.value + next.value }] : [...known, next];
}
