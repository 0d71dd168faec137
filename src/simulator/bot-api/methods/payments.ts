import { addMessage } from '../../world/messages';
import { badRequest } from '../api-error';
import { writableChat, type Method } from '../context';
import { readInvoice } from '../invoices';

/** Sends an invoice that can be paid once, with a button to pay it. */
export const sendInvoice: Method = ({ world, limits }, params) => {
  const chat = writableChat(world, params);
  const { shown, kept, keyboard } = readInvoice(params);
  limits.countMessage(chat);
  return addMessage(world, chat, world.bot, { invoice: shown, reply_markup: keyboard }, kept).body;
};

/** Agrees to a payment or refuses it, within 10 s. */
export const answerPreCheckoutQuery: Method = ({ payments }, params) => {
  const refusal = params.flag('ok') ? null : (params.text('error_message') ?? '');
  if (refusal === '') throw badRequest('parameter "error_message" is required');
  if (!payments.answer(params.text('pre_checkout_query_id') ?? '', refusal)) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  return true;
};
