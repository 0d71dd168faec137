/** What each topic and each command without one is for. */
export const TOPICS: Readonly<Record<string, string>> = {
  orders: 'place, follow and end orders',
  consumables: 'kits asked for and handed out',
  tasks: 'what needs a person',
  explain: 'what it is and how it came about',
  screen: 'work through waiting candidates',
  hypotheses: 'whom to accept: test, compare, adopt',
  candidates: 'cats that want to work',
  tests: 'what candidates are measured by',
  vacancies: 'what cats apply for, and with which tests',
  workers: 'the pool: bonuses, corrections, statements',
  services: 'what clients can order',
  pipelines: 'who is matched to an order, and why',
  billing: 'what is due, why, the ledger, the tariff',
  invoices: 'what clients owe and pay',
  payouts: 'what workers are paid',
  reviews: 'orders that did not end well',
  users: 'people, roles and invitations',
  whoami: 'who is signed in on this machine',
  init: 'make the database and its first admin',
  start: 'bot, jobs and sending, until Ctrl-C',
  jobs: 'what the clock drives',
  db: 'where the data is, and whether it is up to date',
};

/** The first screen: what belongs together, the daily work first. */
export const GROUPS: readonly { name: string; lines: readonly (readonly string[])[] }[] = [
  { name: 'today', lines: [['orders'], ['consumables'], ['tasks'], ['explain']] },
  { name: 'screening', lines: [['screen'], ['hypotheses'], ['candidates', 'tests', 'vacancies']] },
  { name: 'matching', lines: [['workers'], ['services'], ['pipelines']] },
  { name: 'money', lines: [['billing'], ['invoices'], ['payouts']] },
  { name: 'quality', lines: [['reviews']] },
  { name: 'people', lines: [['users'], ['whoami']] },
  { name: 'machine', lines: [['init'], ['start'], ['jobs'], ['db']] },
];
