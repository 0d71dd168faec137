import fc from 'fast-check';
import { rm } from 'node:fs/promises';

import { explainMatch } from '../../src/domain/staffing';
import { describeOnBoth } from '../support/databases';
import { dropDatabase } from '../support/postgres';
import { choice, commandOf, target, type Choice, type Command } from './company/choices';
import { closeCompany, give, openCompany, readBooks, type Books, type Company, type Outcome } from './company/company';
import { commands, Impossible, openModel, quartersHeld, type Model, type Seen } from './company/model';

const SOAK = process.env.MCF_SOAK === 'full';
const RUNS = { sqlite: SOAK ? 4_000 : 28, postgres: SOAK ? 400 : 5 };
const SEED = Number(process.env.COMPANY_SEED ?? 20_260_302);

/** The company beside its model, and what was done so far, for people to read. */
interface World {
  company: Company;
  model: Model;
  orders: number;
  story: string[];
}

describeOnBoth('the company beside its model', (db) => {
  let played = 0;

  test('does what the model says, whatever is done by whom in whatever order (O1 to O9, M1 to M5, B4, B8, C1 to C4)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(choice, { minLength: 16, maxLength: 44, size: 'max' }), async (choices) => {
        if (SOAK && played++ % 100 === 0) process.stderr.write(`${db.dialect}: ${played - 1} days\n`);
        const url = await db.url();
        const world: World = { company: await openCompany(url), model: openModel(), orders: 0, story: [] };
        try {
          for (const chosen of choices) await step(world, chosen);
          await end(world);
        } catch (error) {
          throw new Error(`${told(world)}\n${error instanceof Error ? error.message : String(error)}`, { cause: error });
        } finally {
          await closeCompany(world.company);
          await (db.dialect === 'sqlite' ? rm(url.slice('sqlite:'.length), { force: true }) : dropDatabase(url));
        }
      }),
      { numRuns: Number(process.env.COMPANY_RUNS ?? RUNS[db.dialect]), seed: SEED, endOnFailure: !process.env.COMPANY_SHRINK },
    );
  }, SOAK ? 7_200_000 : 240_000);

  afterAll(() => {
    if (SOAK) process.stdout.write(`${db.dialect}: ${[...figures].sort().map(([what, count]) => `${what} ${count}`).join(', ')}\n`);
    figures.clear();
  });
});

/** How often what came of which command, and how orders ended, which `npm run soak` prints. */
const figures = new Map<string, number>();
const count = (what: string) => figures.set(what, (figures.get(what) ?? 0) + 1);

const told = ({ story }: World): string =>
  [`COMPANY_SEED=${SEED}, and COMPANY_SHRINK=1 for a shorter one:`, ...story.map((line, at) => `${String(at + 1).padStart(3)}. ${line}`)].join('\n');

const words = ({ name, input }: Command): string => [name, ...Object.entries(input).filter(([, value]) => value !== null).map(([key, value]) => `${key}=${String(value)}`)].join(' ');
const ending = ({ refusal, worker }: Outcome): string => refusal ?? (worker === undefined ? 'done' : `done, ${worker ?? 'nobody'} comes`);

async function step(world: World, chosen: Choice): Promise<void> {
  const { model } = world;
  const fresh = () => `#${++world.orders}`;
  if (chosen.do === 'together') return together(world, chosen, fresh);
  const command = commandOf(model, chosen.do === 'broken' ? chosen.one : chosen, fresh);
  if (!command) return;
  if (chosen.do === 'broken') return broken(world, chosen, command);
  const outcome = await give(world.company, command.name, command.input);
  world.story.push(`at ${model.now}: ${words(command)}: ${ending(outcome)}`);
  await agree(world, [[command, outcome]]);
}

/** Two commands at once, on one order where both are of orders: as if one of them had come first, whichever it was. */
async function together(world: World, { one, other, which }: Extract<Choice, { do: 'together' }>, fresh: () => string): Promise<void> {
  const { company, model } = world;
  const order = target(model, one, which);
  const pair = [one, other].map((chosen) => commandOf(model, chosen, fresh, order));
  const [first, second] = pair;
  if (!first || !second) return;
  const [a, b] = await Promise.all([give(company, first.name, first.input), give(company, second.name, second.input)]);
  world.story.push(`at ${model.now}, together: ${words(first)}: ${ending(a)} | ${words(second)}: ${ending(b)}`);
  await agree(world, [[first, a], [second, b]], [[second, b], [first, a]]);
}

/** A command in which a statement fails, if it comes to it: then nothing at all is changed. */
async function broken(world: World, { table, on }: Extract<Choice, { do: 'broken' }>, command: Command): Promise<void> {
  const { database } = world.company;
  const write = (statements: readonly string[]) => database.transaction(async (sql) => {
    for (const statement of statements) await sql.write(statement);
  });
  const isFile = database.dialect === 'sqlite';
  await write(
    isFile
      ? [`CREATE TRIGGER planted BEFORE ${on} ON ${table} BEGIN SELECT RAISE(ABORT, 'planted'); END`]
      : [`CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''planted''; END'`, `CREATE TRIGGER planted BEFORE ${on} ON ${table} FOR EACH ROW EXECUTE FUNCTION planted()`],
  );
  const outcome = await give(world.company, command.name, command.input);
  await write(isFile ? ['DROP TRIGGER planted'] : [`DROP TRIGGER planted ON ${table}`, 'DROP FUNCTION planted()']);
  world.story.push(`at ${world.model.now}, no ${on} ON ${table}: ${words(command)}: ${ending(outcome)}`);
  await agree(world, outcome.refusal?.includes('refused_by_database') || outcome.refusal?.includes('planted') ? [] : [[command, outcome]]);
}

type Done = readonly (readonly [Command, Outcome])[];

/** The model does the same, in one of these orders, and comes to the same refusals and the same books. */
async function agree(world: World, ...orders: readonly Done[]): Promise<void> {
  const { books, workerOf } = await readBooks(world.company);
  const faults: unknown[] = [];
  for (const done of orders) {
    const model = structuredClone(world.model);
    if (orders.length > 1) model.raced = done.map(([{ input }]) => String(input.id ?? input.order));
    try {
      for (const [command, outcome] of done) follow(model, command, outcome, workerOf, orders.length > 1);
      expect(books).toEqual(booksOf(model));
      world.model = { ...model, raced: [] };
      for (const [{ name }, { refusal }] of done) count(`${name} ${refusal ?? 'done'}`);
      return;
    } catch (error) {
      faults.push(error);
    }
  }
  throw new Error(faults.map((fault) => (fault instanceof Error ? fault.message : String(fault))).join('\n--- or, the other way round:\n'));
}

function follow(model: Model, { name, input }: Command, outcome: Outcome, workerOf: Seen, isRace: boolean): void {
  // Whoever was slower may be told so, and then did nothing.
  if (isRace && outcome.refusal === 'orders.changed_meanwhile' && (name === 'move' || name === 'matchAgain')) return;
  const own = String(input.id ?? input.order);
  const seen: Seen = (order) => (order === own && outcome.worker !== undefined ? outcome.worker : workerOf(order));
  const refusal = (commands[name] as (m: Model, command: object, seen: Seen) => string | null)(model, input, seen);
  if (refusal !== outcome.refusal) throw new Impossible(`${words({ name, input })}: ${ending(outcome)}, but the model says ${refusal ?? 'done'}`);
}

function booksOf(m: Model): Books {
  const all = Object.entries(m.orders);
  const some = <T>(values: readonly (readonly [string, T | null])[]) => Object.fromEntries(values.flatMap(([id, value]) => (value === null ? [] : [[id, value]])));
  return {
    orders: some(all.map(([id, o]) => [id, [o.client, o.worker ?? 'nobody', o.status, o.reason, o.at, o.end, o.price, o.copyOf, o.cannotCome, o.isReminded, o.isOverdue].map(String).join(' ')])),
    kits: some(all.map(([id, { kit }]) => [id, kit && [kit.worker, kit.status, kit.overridden, kit.due, kit.wasIssued, kit.isReturned, kit.out, kit.left.map((one) => `${one.worker}:${one.out}`).join()].map(String).join(' ')])),
    booked: some(all.map(([id, o]) => [id, quartersHeld(o).length > 0 ? [o.worker, ...quartersHeld(o)].join(' ') : null])),
    told: some(all.map(([id, o]) => [id, o.told.join(' ')])),
    charges: [...m.charges].sort(),
    earnings: [...m.earnings].sort(),
    escalated: [...m.escalated].sort(),
    stock: m.stock,
  };
}

/** Two months later nothing waits any more: every order has ended or was begun, all that is owed is billed once, and every match can be repeated. */
async function end(world: World): Promise<void> {
  const { t, database } = world.company;
  const then: Command[] = [{ name: 'clock', input: { minutes: 62 * 1_440 } }, { name: 'match', input: {} }, { name: 'noShows', input: {} }, { name: 'kits', input: {} }, { name: 'clock', input: { minutes: 8 * 1_440 } }, { name: 'rest', input: { silent: [] } }];
  for (const command of then) {
    const outcome = await give(world.company, command.name, command.input);
    world.story.push(`in the end: ${words(command)}: ${ending(outcome)}`);
    await agree(world, [[command, outcome]]);
  }
  const left = await database.snapshot((sql) =>
    sql.all(`SELECT number FROM orders WHERE status IN ('unmatched', 'assigned')
      UNION ALL SELECT order_number FROM charges c WHERE NOT EXISTS (SELECT 1 FROM invoice_lines l WHERE l.order_id = c.order_id)
      UNION ALL SELECT 0 FROM reactions_due WHERE parked = 1`),
  );
  expect(left).toEqual([]);
  for (const { status, reason } of Object.values(world.model.orders)) count(`order ${status} ${reason ?? ''}`.trim());
  const matched = await database.snapshot((sql) => sql.all<{ id: string; number: number }>('SELECT DISTINCT o.id, o.number FROM orders o JOIN match_traces m ON m.order_id = o.id WHERE m.picked IS NOT NULL'));
  for (const { id, number } of matched) {
    const { match, replay } = await t.app.query(t.boss, (w) => explainMatch(w, { order: id, number }));
    expect(replay?.picked).toBe(match.picked);
  }
}
