import { estimateOrder, listOrders, listServices, MAX_DESCRIPTION, MAX_PLACE, placedBefore, placeOrder, type OrderRequest, type Service } from '../../domain/orders';
import { day as dayText } from '../../locales/format';
import { longId, shortId } from '../callback-data';
import { cardOf } from '../cards';
import { local } from '../../spoken/dates';
import { serviceName } from '../views/facts';
import { estimateLines } from '../views/estimate';
import { escapeHtml, plain, say, shortened } from '../views/view';
import { liveOrder } from './live-order';
import { changeWhen, readWhen } from './order-when';
import { offeredDays, offeredTimes } from './order-times';
import type { Choice, Data, Move, Scene, Stage, Step } from './scene';

/** After an answer: the next question, or back to the summary where one thing was being changed. */
const onward = (stage: Stage, step: string, data: Data): Move => ({ to: stage.data.editing === '1' ? 'confirm' : step, data });
const backOr = (step: string) => (stage: Stage) => (stage.data.editing === '1' ? 'confirm' : step);

const service: Step = {
  prompt: async ({ talk }) => {
    const services = await offered(talk);
    const choices = services.map(({ id, ...names }) => [{ label: serviceName(names, talk.language), value: shortId(id) }]);
    const told = services.flatMap((one) => serviceLine(talk, one));
    return { text: [say(talk, choices.length === 0 ? 'bot:order.no_services' : 'bot:order.service'), ...told].join('\n'), choices };
  },
  press: async (stage, value) => {
    const chosen = (await offered(stage.talk)).find(({ id }) => id === longId(value));
    if (!chosen) return { again: plain(stage.talk, 'bot:wrong.press') };
    return onward(stage, stage.data.text === undefined ? 'text' : 'place', { service: chosen.id });
  },
  // What is typed where a service is to be chosen is most likely the task itself.
  text: ({ talk }, text) => Promise.resolve({ again: plain(talk, 'bot:order.text_kept'), data: { text } }),
  max: MAX_DESCRIPTION,
};

/** What a service is, where that was written in the reader's language. */
function serviceLine({ language }: Stage['talk'], service: Service): string[] {
  const description = language === 'ru' ? service.descriptionRu : service.descriptionEn;
  return description === null ? [] : [`<b>${escapeHtml(serviceName(service, language))}</b>: ${escapeHtml(description)}`];
}

const offered = async (talk: Stage['talk']) => (await talk.query(listServices)).filter(({ status }) => status === 'active');

const text: Step = {
  prompt: ({ talk }) => Promise.resolve({ text: say(talk, 'bot:order.text'), choices: [[choice(talk, 'skip', 'skip')]] }),
  back: backOr('service'),
  text: (stage, typed) => Promise.resolve(onward(stage, 'place', { text: typed })),
  press: (stage) => Promise.resolve(onward(stage, 'place', { text: '' })),
  max: MAX_DESCRIPTION,
};

const place: Step = {
  prompt: async ({ talk }) => {
    const last = await lastPlace(talk);
    const label = last === undefined ? '' : plain(talk, 'bot:button.last_place', { place: shortened(last, 30) });
    return { text: say(talk, 'bot:order.place'), choices: last === undefined ? [] : [[{ label, value: 'last' }]] };
  },
  back: backOr('text'),
  text: (stage, typed) => Promise.resolve(onward(stage, 'day', { place: typed })),
  press: async (stage) => {
    const last = await lastPlace(stage.talk);
    return last === undefined ? { again: plain(stage.talk, 'bot:wrong.type') } : onward(stage, 'day', { place: last });
  },
  max: MAX_PLACE,
};

async function lastPlace(talk: Stage['talk']): Promise<string | undefined> {
  const client = talk.person?.id ?? '';
  const orders = await talk.query((w) => listOrders(w, { client }));
  return orders.reduce<(typeof orders)[number] | undefined>((last, order) => (last && last.number > order.number ? last : order), undefined)?.place;
}

/** The day, by buttons or typed. */
export const day: Step = {
  prompt: async ({ talk, data }) => ({ text: say(talk, 'bot:order.day'), choices: [...suggested(data), ...(await offeredDays(talk, Number(data.page ?? 0)))] }),
  back: backOr('place'),
  text: (stage, typed) => readWhen(stage, typed),
  press: (stage, value) => {
    if (/^p\d$/.test(value)) return Promise.resolve({ to: 'day', data: { page: value.slice(1) } });
    return readWhen(stage, value);
  },
  max: 100,
};

/** The time of the chosen day. */
export const time: Step = {
  prompt: async ({ talk, data }) => {
    const chosen = data.day ?? '';
    const named = dayText(local(chosen, 12, 0, talk.zone), talk.zone, talk.language);
    return { text: say(talk, 'bot:order.time', { day: named }), choices: [...suggested(data), ...(await offeredTimes(talk, chosen, data.part))] };
  },
  back: () => 'day',
  text: (stage, typed) => readWhen(stage, typed, stage.data.day, stage.data.part),
  press: (stage, value) => readWhen(stage, value, stage.data.day),
  max: 100,
};

/** The time that was suggested instead of one that has passed. */
const suggested = ({ suggested: at, suggestion }: Data): Choice[][] => (at && suggestion ? [[{ label: suggestion, value: at }]] : []);

const confirm: Step = {
  prompt: async ({ talk, data }) => {
    const estimate = await talk.query((w) => estimateOrder(w, request(talk, data)));
    return { text: estimateLines(talk, estimate).join('\n'), choices: [[choice(talk, 'confirm', 'yes')], [choice(talk, 'edit', 'edit')]] };
  },
  back: () => 'time',
  text: changeWhen,
  byButton: true,
  max: 100,
  press: async (stage, value) => {
    const { talk, data } = stage;
    if (value === 'edit') return { to: 'edit' };
    if (value !== 'yes') return { again: plain(talk, 'bot:wrong.press') };
    const order = { ...request(talk, data), id: data.order ?? '' };
    if (await talk.query((w) => placedBefore(w, order.id))) return { over: { order: order.id } };
    await liveOrder(stage, order.id, estimateLines(talk, await talk.query((w) => estimateOrder(w, order))));
    await placeOrder(talk.deps.app, talk.actor, order);
    return { over: { order: order.id } };
  },
};

const edit: Step = {
  prompt: ({ talk }) => {
    const choices = [[choice(talk, 'edit_service', 'service'), choice(talk, 'edit_text', 'text')], [choice(talk, 'edit_place', 'place'), choice(talk, 'edit_time', 'day')]];
    return Promise.resolve({ text: say(talk, 'bot:order.edit'), choices });
  },
  back: () => 'confirm',
  press: ({ talk }, value) => {
    const known = ['service', 'text', 'place', 'day'].includes(value);
    return Promise.resolve(known ? { to: value, data: { editing: '1' } } : { again: plain(talk, 'bot:wrong.press') });
  },
};

const choice = (talk: Stage['talk'], label: string, value: string): Choice => ({ label: plain(talk, `bot:button.${label}`), value });

function request(talk: Stage['talk'], data: Data): OrderRequest {
  const { service: chosen = '', place: where = '', at = '', text: task } = data;
  return { client: talk.person?.id ?? '', service: chosen, place: where, at: new Date(at || 0), ...(task ? { description: task } : {}) };
}

/** Asking for help: service, task, place, day, time, and the estimate to confirm (O1). */
export const orderScene: Scene = {
  name: 'order',
  keepsDraft: true,
  steps: { service, text, place, day, time, confirm, edit },
  ending: async ({ talk, data }) => ({ post: await cardOf(talk, 'order_card', data.order ?? ''), card: { card: 'order_card', subject: data.order ?? '' } }),
  mend: (code, field) => {
    if (code === 'orders.too_soon' || code === 'orders.too_far') return 'day';
    if (code === 'orders.service_retired' || code === 'orders.service_not_found') return 'service';
    return code === 'users.bad_text' ? (field === 'place' ? 'place' : 'text') : undefined;
  },
};
