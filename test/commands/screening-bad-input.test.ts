import { file, hypothesisText, screeningCompany } from './screening-support';
import type { Machine } from './support';

const LONG = 'x'.repeat(10_000);
const UUID = '0193aaaa-0000-7000-8000-000000000000';
let here: Machine;

beforeAll(async () => {
  here = await screeningCompany();
  await here.json('candidates', 'add', '--name', 'Murka', '--vacancy', 'courier');
  await here.json('hypotheses', 'add', file(here, 'q.yaml', hypothesisText()));
  file(here, 'binary', '\u0000\u0001');
  file(here, 'empty', '');
});

/** What is typed, the exit code, the error's code. */
const cases: [string, string[], number, string][] = [
  ['a test that is not there', ['tests', 'show', 'purr'], 3, 'staffing.test_not_found'],
  ['10,000 characters for a test', ['tests', 'show', LONG], 3, 'staffing.test_not_found'],
  ['a key that is none', ['tests', 'add', 'High Jump', '--type', 'points'], 4, 'staffing.bad_test_key'],
  ['a range upside down', ['tests', 'add', 'x', '--type', 'number', '--unit', 'm', '--min', '2', '--max', '1'], 4, 'staffing.bad_scale'],
  ['a choice test without questions', ['tests', 'add', 'x', '--type', 'choice'], 4, 'staffing.bad_questions'],
  ['a directory for questions', ['tests', 'add', 'x', '--type', 'choice', '--questions', '/'], 2, 'cli.usage'],
  ['a test of a vacancy that is none', ['tests', 'add', 'x', '--type', 'points', '--vacancy', 'pilot'], 3, 'staffing.vacancy_not_found'],
  ['no time at all', ['tests', 'add', 'x', '--type', 'points', '--seconds', '0'], 2, 'cli.usage'],
  ['a vacancy that is open already', ['vacancies', 'open', 'courier'], 4, 'staffing.vacancy_already'],
  ['a vacancy that is none', ['vacancies', 'open', ''], 4, 'users.bad_text'],
  ['a test that a vacancy has not', ['vacancies', 'tests', 'courier', '--remove', 'stalking'], 3, 'staffing.not_in_battery'],
  ['a candidate who is none', ['candidates', 'contact', 'C-99'], 3, 'users.person_not_found'],
  ['somebody who never applied', ['candidates', 'assign', 'C-1'], 3, 'staffing.candidate_not_found'],
  ['a long note', ['candidates', 'contact', 'C-2', '--note', LONG], 4, 'users.bad_text'],
  ['a result that is no number', ['candidates', 'record', 'C-2', '--test', 'jump', '--value', 'high'], 4, 'staffing.bad_result'],
  ['a result of tomorrow', ['candidates', 'record', 'C-2', '--test', 'jump', '--value', '1', '--at', '2026-11-21 15:00'], 4, 'staffing.result_in_future'],
  ['a time that is none', ['candidates', 'record', 'C-2', '--test', 'jump', '--value', '1', '--at', 'now'], 2, 'cli.usage'],
  ['a state that is none', ['candidates', 'list', '--status', 'lost'], 2, 'cli.usage'],
  ['no file to import', ['candidates', 'import'], 2, 'cli.usage'],
  ['an empty file to import', ['candidates', 'import-results', 'HOME/empty'], 4, 'staffing.file_empty'],
  ['a binary file to import', ['candidates', 'import', 'HOME/binary'], 4, 'staffing.file_column'],
  ['an explanation of a word', ['explain', 'why'], 2, 'cli.not_explained'],
  ['an explanation of nobody', ['explain', UUID], 3, 'users.person_not_found'],
  ['a hypothesis that is none', ['hypotheses', 'show', 'shy'], 3, 'staffing.hypothesis_not_found'],
  ['a hypothesis without history', ['hypotheses', 'backtest', 'quick-jumper'], 4, 'staffing.no_history'],
  ['a day that is none', ['hypotheses', 'backtest', 'quick-jumper', '--from', '2026-02-30'], 4, 'staffing.bad_period'],
  ['a trial before the shadow', ['hypotheses', 'trial', 'quick-jumper', '--share', '10'], 4, 'staffing.needs_shadow'],
  ['a share of nothing', ['hypotheses', 'trial', 'quick-jumper', '--share', '0', '--forecast'], 4, 'staffing.no_champion'],
  ['a share that is none', ['hypotheses', 'trial', 'quick-jumper', '--share', '1/2'], 2, 'cli.usage'],
  ['a comparison with itself', ['hypotheses', 'compare', 'quick-jumper', 'quick-jumper'], 4, 'staffing.same_version'],
  ['a rollback to nothing', ['hypotheses', 'rollback'], 4, 'staffing.nothing_to_roll_back'],
  ['a rollback to a draft', ['hypotheses', 'rollback', '--to', 'quick-jumper'], 4, 'staffing.never_adopted'],
  ['a binary hypothesis', ['hypotheses', 'add', 'HOME/binary'], 4, 'staffing.hypothesis_invalid'],
  ['an empty hypothesis', ['hypotheses', 'add', 'HOME/empty'], 4, 'staffing.hypothesis_invalid'],
];

test.each(cases)('%s is told apart', async (_, words, exit, code) => {
  const { error, code: exited } = await here.error(...words.map((word) => word.replace('HOME', here.home)));
  expect({ exited, code: error.code }).toEqual({ exited: exit, code });
  expect(error.message.length).toBeLessThan(400);
  expect(error.message).not.toMatch(/\{\{|undefined|\$t\(/);
});
