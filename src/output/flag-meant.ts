import { nearest } from '../domain/shared/nearest';

/** What flags are called elsewhere, and which of ours that may be, the likeliest first. */
const MEANINGS: Readonly<Record<string, readonly string[]>> = {
  address: ['place'],
  where: ['place'],
  location: ['place'],
  when: ['at'],
  time: ['at'],
  date: ['at', 'from'],
  day: ['at', 'from'],
  since: ['from'],
  start: ['from'],
  until: ['to'],
  till: ['to'],
  end: ['to'],
  who: ['client', 'worker', 'name'],
  customer: ['client'],
  person: ['client', 'worker'],
  cat: ['worker', 'client'],
  why: ['reason'],
  because: ['reason'],
  comment: ['note', 'reason', 'description'],
  message: ['note', 'reason'],
  notes: ['note'],
  details: ['description', 'note'],
  what: ['service', 'items'],
  sum: ['amount'],
  price: ['amount'],
  total: ['amount'],
  money: ['amount'],
  ref: ['reference'],
  picture: ['photo'],
  image: ['photo'],
  file: ['photo', 'out', 'save'],
  output: ['out', 'save'],
  title: ['name'],
  state: ['status'],
  filter: ['status'],
  max: ['limit'],
  count: ['limit'],
  force: ['yes'],
  confirm: ['yes'],
  duration: ['minutes'],
  result: ['value', 'verdict', 'outcome'],
  kits: ['items', 'kit'],
};

/** The flag of a command that one it does not have was probably meant to be, by its letters or by what it means; undefined where none is. */
export function flagMeant(typed: string, known: readonly string[]): string | undefined {
  const word = typed.replace(/^-+/, '').replace(/=.*$/s, '').toLowerCase();
  return MEANINGS[word]?.find((name) => known.includes(name)) ?? nearest(word, known);
}
