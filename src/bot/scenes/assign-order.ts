import { assignOrder, showOrder, whoIsFree, type AskedWorker } from '../../domain/orders';
import { serviceName, when } from '../views/facts';
import { inRows, pageAt } from '../views/pages';
import { plain, say } from '../views/view';
import { whySteps } from './reasons';
import type { Choice, Scene, Stage, Step } from './scene';
import { staffEnding } from './staff-ending';

const PAGE = /^p(\d{1,4})$/;

/** What keeps a worker from coming, or that it said so though it is free, in a few words; null where nothing does. */
function against({ talk }: Stage, { worker, hindrance, saidNo }: AskedWorker, said: typeof say): string | null {
  if (hindrance === null && !saidNo) return null;
  const why = plain(talk, `bot:assign.${hindrance?.why ?? 'cannot_come'}`, hindrance?.why === 'busy' ? { no: hindrance.number } : {});
  return said(talk, 'bot:assign.not_free', { worker: worker.name, why });
}

const asked = ({ talk, subject }: Stage) => talk.query((w) => whoIsFree(w, { order: subject }));

/** Who is to come: those who are free as buttons, the others with what keeps them. */
const who: Step = {
  byButton: true,
  prompt: async (stage) => {
    const { talk, subject, data } = stage;
    const order = await talk.query((w) => showOrder(w, subject));
    const workers = await asked(stage);
    const page = pageAt(workers, Number(data.page ?? 0));
    const head = say(talk, 'bot:assign.who', { no: order.number, service: serviceName(order.service, talk.language), at: when(talk, order.at) });
    const others = page.items.flatMap((one) => against(stage, one, say) ?? []);
    const none = workers.every(({ hindrance }) => hindrance !== null) && say(talk, 'bot:assign.nobody');
    const free = page.items.filter(({ hindrance }) => hindrance === null).map(({ worker }): Choice => ({ label: worker.name, value: worker.id }));
    const turn = (label: string, at: number): Choice[] => (at < 0 || at > page.last ? [] : [{ label, value: `p${at}` }]);
    return { text: [head, none, ...others].filter(Boolean).join('\n'), choices: [...inRows(free, 2), [...turn('‹', page.at - 1), ...turn('›', page.at + 1)]] };
  },
  press: async (stage, value) => {
    const page = PAGE.exec(value)?.[1];
    if (page !== undefined) return { to: 'who', data: { page } };
    const chosen = (await asked(stage)).find(({ worker }) => worker.id === value);
    if (!chosen) return { again: plain(stage.talk, 'bot:wrong.press') };
    const { worker, hindrance } = chosen;
    if (hindrance) return { again: against(stage, chosen, plain) ?? '' };
    return { to: 'why', data: { worker: worker.id, name: worker.name } };
  },
};

const reasons = whySteps(
  { use: 'assign-order', asStaff: true, why: ({ talk, data }) => Promise.resolve(say(talk, 'bot:assign.why', { worker: data.name ?? '' })) },
  async ({ talk, subject, data }, { reason, note }) => {
    await talk.run((w) => assignOrder(w, { order: subject, worker: data.worker ?? '', reason: note ?? reason }));
    return { over: {} };
  },
);

/** Faults that another worker mends. */
const ANOTHER: readonly string[] = ['staffing.worker_not_free', 'staffing.worker_not_active', 'staffing.worker_is_client', 'orders.same_worker'];

/** A manager gives an order a worker by hand: who, then why (M4). Where somebody was faster that is said, and the list is made anew. */
export const assignScene: Scene = {
  name: 'assign',
  steps: { who, why: { ...reasons.why, back: () => 'who' }, words: reasons.words },
  mend: (code) => (ANOTHER.includes(code) ? 'who' : undefined),
  ending: staffEnding,
};
