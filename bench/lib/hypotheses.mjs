const head = (id, claim) => `schema: mcf.hypothesis/1
id: ${id}
owner: m.whiskers
claim: ${claim}
predicts: {metric: order_success, direction: increase, smallest_effect_of_interest: 0.08}
applies_to: {vacancy: [courier, "*"]}`;

/** The example of the documentation. Its two strict requirements leave most of the 3 % unfilled. */
export const QUICK_JUMPER = `${head('quick-jumper', 'Cats under 250 ms and top 3 % jump for their breed fail fewer orders.')}
inputs:
  reaction_ms: {test: reaction_time@1, missing: incomplete}
  jump:        {test: jump@1, missing: incomplete}
  stalk:       {test: stalking@1, missing: {use: 50}}
  breed:       {field: breed}
require:
  - {id: fast,   when: "reaction_ms < 250"}
  - {id: jumper, when: "pct_within(jump, breed) >= 97"}
characteristics:
  - {id: quick,  kind: strength, when: "reaction_ms < 220"}
  - {id: clumsy, kind: weakness, when: "stalk < 40"}
score: "0.6 * pct(jump) + 0.4 * stalk - 0.05 * reaction_ms"
accept: {top_percent: 3, reference: {window_days: 30, min_candidates: 1000}}
`;

/** One without requirements: whoever scores best is accepted, so that everybody has to be scored against every day's reference. */
export const ALL_ROUNDER = `${head('all-rounder', 'Cats who are good at everything fail fewer orders.')}
inputs:
  reaction_ms: {test: reaction_time@1, missing: incomplete}
  jump:        {test: jump@1, missing: incomplete}
  pounce:      {test: pounce@1, missing: {use: 120}}
require: []
characteristics: []
score: "pct(jump) + pct(pounce) - 0.1 * reaction_ms"
accept: {top_percent: 3, reference: {window_days: 30, min_candidates: 1000}}
`;
