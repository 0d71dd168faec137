import { adoptHypothesis, closeDay, listWorkers, replayDecisions, rollbackHypothesis } from '../../src/domain/staffing';
import { openTestApp, type TestApp } from '../support/app';
import { describeOnBoth } from '../support/databases';
import { addExampleTests, dice, hypothesis, screenAll } from '../support/screening';

/** Every so many weeks another hypothesis comes into force, the last change being a rollback. */
const CHANGES: ((t: TestApp) => Promise<unknown>)[] = [
  async (t) => adopt(t, await hypothesis(t)),
  async (t) => adopt(t, await hypothesis(t, { id: 'high-jumpers', score: 'pct_within(jump, breed) + 0.01 * stalk' })),
  async (t) => adopt(t, await hypothesis(t, { id: 'ties', score: 'reaction_ms < 250 ? 2 : 1' })),
  async (t) => adopt(t, await hypothesis(t, { id: 'batch', accept: '{top_percent: 3, mode: daily_batch, reference: {window_days: 20, min_candidates: 33}}' })),
  async (t) => t.app.run(t.boss, (w) => rollbackHypothesis(w, { reason: 'too slow' })),
];
const WEEKS = 52;
const CATS_A_WEEK = 5;
const WEEKS_A_CHANGE = 11;
const MINUTES_A_WEEK = 7 * 24 * 60;
/** Of the same cats by the same rules, on either database. */
const DIGEST = '0c832192f43fcf957ab141411dd72a1fbaaee4d7baed799efad20aabe87ab349';
const BREEDS = ['Siamese', 'Bengal', 'mixed'];

const adopt = (t: TestApp, ref: string) => t.app.run(t.boss, (w) => adoptHypothesis(w, { ref, reason: 'a year of trying' }));

describeOnBoth('a year of screening', (db) => {
  test('never accepts more than 3 % and is replayed to the same bits after five changes of hypothesis (S4, S5)', async () => {
    const t = await openTestApp(await db.url());
    await addExampleTests(t);
    const random = dice(7);
    let [screened, accepted] = [0, 0];
    for (let week = 0; week < WEEKS; week++) {
      if (week % WEEKS_A_CHANGE === 0) await CHANGES[week / WEEKS_A_CHANGE]!(t);
      const cats = Array.from({ length: CATS_A_WEEK }, (_, i) => ({
        name: `Cat ${week}-${i}`,
        breed: BREEDS[Math.floor(random() * 3)]!,
        reaction: 150 + Math.floor(random() * 900),
        jump: Math.floor(random() * 200),
        stalk: Math.floor(random() * 100),
      }));
      screened += (await screenAll(t, cats)).filter(({ decision }) => decision !== null).length;
      t.clock.advance(MINUTES_A_WEEK);
      await closeDay(t.app, t.boss);
      accepted = (await t.app.query(t.boss, (w) => listWorkers(w))).length;
      expect(100 * accepted).toBeLessThanOrEqual(3 * screened);
    }
    expect(screened).toBe(WEEKS * CATS_A_WEEK);
    expect(accepted).toBeGreaterThan(4);
    const replay = await replayDecisions(t.app, t.boss);
    expect(replay).toMatchObject({ different: 0, differences: [] });
    expect(replay.replayed).toBeGreaterThanOrEqual(screened);
    expect(replay.digest).toBe(DIGEST);
    await t.app.close();
  }, 120_000);
});
