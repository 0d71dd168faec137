/** Words of time, of choice and of denial, in both languages. */
const TELLING = [
  'half|quarters?|past|noon|midnight|o.?clock|hours?|hrs?|minutes?|mins?|weeks?|days?',
  'or|not|except|but|every|each|daily|before|after|until|till|ago|later',
  'через|спустя|назад|или|либо|не|кроме|кажд\\p{L}*|ежедневно|до|после|перед|без|около|утра|дня|вечера|ночи',
  'пол|пол(?:овин|час|тор|дн|ден|ноч|удн|уноч|недел)\\p{L}*|пол-?\\p{L}+(?:ого|его)|четверт[ьи]|(?:конц|начал|середин)\\p{L}*',
  '(?:перв|втор|трет|четверт|пят|шест|седьм|восьм|девят|десят|\\p{L}+надцат|двадцат|тридцат)(?:ого|ьего)',
  'час\\p{L}{0,3}|минут\\p{L}*|недел\\p{L}*|дней|сутк\\p{L}*|суток',
];
const TELLS = new RegExp(`\\d|(?<!\\p{L})(?:${TELLING.join('|')})(?!\\p{L})`, 'u');

/** Whether what was not understood of a text may make its time another one: a number, half, "or", «не», «без». */
export const mayTell = (rest: string): boolean => TELLS.test(rest);
