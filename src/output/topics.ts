/** What each topic and each command without one is for. */
export const TOPICS: Readonly<Record<string, string>> = {
  orders: 'place, follow and end orders',
  consumables: 'kits asked for and handed out',
  tasks: 'what needs a person',
  candidates: 'cats that want to work',
  workers: 'the pool: bonuses and statements',
  services: 'what clients can order',
  billing: 'what is due, statements, the ledger',
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
  { name: 'today', lines: [['orders'], ['consumables'], ['tasks']] },
  { name: 'screening', lines: [['candidates']] },
  { name: 'matching', lines: [['workers'], ['services']] },
  { name: 'money', lines: [['billing'], ['invoices'], ['payouts']] },
  { name: 'quality', lines: [['reviews']] },
  { name: 'people', lines: [['users'], ['whoami']] },
  { name: 'machine', lines: [['init'], ['start'], ['jobs'], ['db']] },
];
