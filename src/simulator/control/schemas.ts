import { z } from 'zod';
import { CARD_MODES } from '../card/types';
import { COOKIE_MODES } from '../cookies/types';
import { SAMPLE_PHOTOS } from '../cats/samples';
import { GOLD_HAT_MODES } from '../gold-hat/types';
import { PAYMENT_MODES } from '../payments/types';
import { ASK_MODES } from '../service/modes';

const text = z.string().min(1).max(100_000);
const caption = z.string().max(1024).optional();
const bytes = z
  .base64()
  .transform((value) => Buffer.from(value, 'base64'))
  .optional();
const sample = z.enum(SAMPLE_PHOTOS).optional();

/** A new cat. */
export const newCatBody = z.strictObject({
  name: z.string().trim().min(1).max(64),
  language_code: z.enum(['ru', 'en']).default('ru'),
  username: z.string().regex(/^\w{3,32}$/).optional(),
  start_code: z.string().regex(/^[\w-]{1,64}$/, 'letters, digits, _ and - only, at most 64').optional(),
  note: z.string().max(100).optional(),
});

/** Pressing Start. */
export const startBody = z.strictObject({ code: z.string().regex(/^[\w-]{1,64}$/).optional() });

/** A text. */
export const textBody = z.strictObject({ text, reply_to: z.int().optional() });

/** A photo: bytes in base64, or a built-in one. */
export const photoBody = z.strictObject({ base64: bytes, sample, same: z.string().max(64).optional(), caption });

/** A file: bytes in base64, or a built-in one. */
export const documentBody = z.strictObject({
  base64: bytes,
  sample,
  file_name: z.string().min(1).max(200).optional(),
  mime_type: z.string().max(100).optional(),
  caption,
});

/** A contact; the cat's own without fields. */
export const contactBody = z.strictObject({ phone: z.string().max(20).optional(), name: z.string().max(64).optional() });

/** A forwarded text. */
export const forwardBody = z.strictObject({ text, from: z.string().min(1).max(64).default('Somebody') });

/** An album. */
export const albumBody = z.strictObject({ count: z.int().min(2).max(10).default(3), caption });

/** A press: by label, or by data on a message. */
export const pressBody = z.union([
  z.strictObject({ label: z.string().min(1), message_id: z.int().optional() }),
  z.strictObject({ data: z.string(), message_id: z.int().optional() }),
]);

/** Nothing. */
export const emptyBody = z.strictObject({}).nullish();

/** A new group. */
export const newGroupBody = z.strictObject({ title: z.string().min(1).max(128), cats: z.array(z.int()).min(1) });

/** A text in a group. */
export const groupTextBody = z.strictObject({ cat: z.int(), text });

const times = z.int().min(1).max(1000).optional();
const ms = z.int().min(0).max(600_000).nullish();
const switches = { times, ask_mode: z.enum(ASK_MODES).optional(), ask_times: times, delay_ms: ms };

/** Gold Hat's switches. */
export const goldHatBody = z.strictObject({
  ...switches,
  mode: z.enum(GOLD_HAT_MODES).optional(),
  recipients: z.array(z.string()).nullish(),
});

/** The card gateway's switches. */
export const cardBody = z.strictObject({
  ...switches,
  mode: z.enum(CARD_MODES).optional(),
  settle_after_ms: ms,
  holding: z.boolean().optional(),
});

/** The cookie contractor's switches. */
export const cookiesBody = z.strictObject({ ...switches, mode: z.enum(COOKIE_MODES).optional() });

/** How a pending charge ends. */
export const settleBody = z.strictObject({
  key: z.string().min(1),
  outcome: z.enum(['paid', 'declined']).optional(),
  message: z.string().min(1).max(200).optional(),
});

/** A card entered without the gateway's page. */
export const keepBody = z.strictObject({ session: z.string().min(1), number: z.string().max(40) });

/** Keys to forget, or webhooks to send; all unless told. */
export const keysBody = z.strictObject({ keys: z.array(z.string()).optional() }).nullish();

/** The switch of Telegram's payments. */
export const paymentsBody = z.strictObject({ mode: z.enum(PAYMENT_MODES), times });

/** Which invoice to pay. */
export const payBody = z.strictObject({ message_id: z.int().optional() });

/** Where to move the clock. */
export const clockBody = z.union([
  z.strictObject({ to: z.string().min(1) }),
  z.strictObject({ by_minutes: z.int().min(-5_256_000).max(5_256_000) }),
]);
