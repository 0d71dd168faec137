import { guarded } from './guard.mjs';
import { DAY_MS, ZONE_MS } from './year.mjs';

/** As many rows as a chunk may have. */
const CHUNK = 2048;

/** What QUICK_JUMPER asks, but for the guard, which goes from cat to cat: who of each day is within the cut of the 30 (or more) days before it. */
const QUESTION = `
WITH timed AS (
  SELECT *, greatest(reaction_at, jump_at) AS done_at FROM cats WHERE NOT withdrawn AND reaction IS NOT NULL AND jump IS NOT NULL
), complete AS (
  SELECT id, number, breed, reaction, jump, CASE WHEN stalk_at <= done_at THEN stalk ELSE 50 END AS stalk, done_at,
    CAST(floor((done_at + ${ZONE_MS}) / ${DAY_MS}) AS INTEGER) AS day, row_number() OVER (ORDER BY done_at, number, id) - 1 AS place
  FROM timed
), days AS (
  SELECT day, count(*) AS n, sum(count(*)) OVER (ORDER BY day) AS closes FROM complete GROUP BY day
), windows AS (
  SELECT late.day AS today, late.closes,
    greatest(late.day - 90, least(late.day - 30, coalesce(max(early.day) FILTER (late.closes - late.n - early.closes + early.n >= 1000), 0))) AS since
  FROM days late LEFT JOIN days early ON early.day < late.day GROUP BY late.day, late.closes, late.n
), members AS (
  SELECT today, closes, complete.*, day < today AS is_reference FROM windows JOIN complete ON day BETWEEN since AND today
), counted AS (
  SELECT today, breed, jump, count(*) FILTER (is_reference) AS same FROM members GROUP BY ALL
), in_breed AS (
  SELECT *, sum(same) OVER (PARTITION BY today, breed ORDER BY jump) - same AS less, sum(same) OVER (PARTITION BY today, breed) AS n FROM counted
), heights AS (
  SELECT today, jump, sum(same) AS same FROM counted GROUP BY ALL
), in_all AS (
  SELECT *, sum(same) OVER (PARTITION BY today ORDER BY jump) - same AS less, sum(same) OVER (PARTITION BY today) AS n FROM heights
), percentiles AS (
  SELECT today, jump, breed, 100 * (in_all.less + in_all.same / 2) / nullif(in_all.n, 0) AS pct,
    CASE WHEN in_breed.n < 30 THEN pct ELSE 100 * (in_breed.less + in_breed.same / 2) / in_breed.n END AS pct_within
  FROM in_breed JOIN in_all USING (today, jump)
), scored AS (
  SELECT members.*, CAST(0.6 AS DOUBLE) * pct + CAST(0.4 AS DOUBLE) * stalk - CAST(0.05 AS DOUBLE) * reaction AS score
  FROM members JOIN percentiles USING (today, breed, jump) WHERE reaction < 250 AND pct_within >= 97
), sizes AS (
  SELECT today, 300 * (any_value(n) + 1) // 10000 AS places FROM in_all GROUP BY today
), best AS (
  SELECT today, score, row_number() OVER (PARTITION BY today ORDER BY score DESC) AS place FROM scored WHERE is_reference
), cuts AS (
  SELECT sizes.today, CASE WHEN places = 0 THEN CAST('inf' AS DOUBLE) ELSE coalesce(score, CAST('-inf' AS DOUBLE)) END AS lowest
  FROM sizes LEFT JOIN best ON best.today = sizes.today AND best.place = places
)
SELECT id AS row, CAST(place AS INTEGER) AS place, CAST(closes AS INTEGER) AS closes, score, score = lowest AS "isTie", done_at AS at, number
FROM scored JOIN cuts USING (today) WHERE NOT is_reference AND score >= lowest ORDER BY place`;

/** Whom QUICK_JUMPER accepts, as rows of the history, by SQL and then the guard; undefined where DuckDB is not installed. The table is made first, once. */
export async function duckOver(history) {
  const duckdb = await load();
  if (!duckdb) return undefined;
  const connection = await (await duckdb.DuckDBInstance.create(':memory:')).connect();
  await fill(duckdb, connection, history);
  return async () => guarded((await connection.runAndReadAll(QUESTION)).getRowObjectsJS());
}

async function load() {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

async function fill({ BOOLEAN, DOUBLE, DuckDBDataChunk, INTEGER }, connection, { n, numbers, breeds, withdrawn, tests }) {
  const [reaction, jump, stalk] = ['reaction_time@1', 'jump@1', 'stalking@1'].map((test) => tests.get(test));
  const columns = {
    id: [INTEGER, (row) => row],
    number: [INTEGER, (row) => numbers[row]],
    breed: [INTEGER, (row) => breeds.codes[row]],
    withdrawn: [BOOLEAN, (row) => withdrawn[row] === 1],
    ...Object.fromEntries(Object.entries({ reaction, jump, stalk }).flatMap(([name, { times, values }]) => [[name, [DOUBLE, known(values)]], [`${name}_at`, [DOUBLE, known(times)]]])),
  };
  await connection.run(`CREATE TABLE cats (${Object.entries(columns).map(([name, [type]]) => `${name} ${type}`).join(', ')})`);
  const appender = await connection.createAppender('cats');
  const types = Object.values(columns).map(([type]) => type);
  for (let from = 0; from < n; from += CHUNK) {
    const rows = Array.from({ length: Math.min(CHUNK, n - from) }, (_, at) => from + at);
    const chunk = DuckDBDataChunk.create(types);
    chunk.setColumns(Object.values(columns).map(([, read]) => rows.map(read)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

const known = (column) => (row) => (Number.isNaN(column[row]) ? null : column[row]);
