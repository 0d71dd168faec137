import type { FastifyInstance } from 'fastify';
import type { Cat } from '../cats/cat';
import type { Cats } from '../cats/cats';
import { compact } from '../world/compact';
import { ControlError, readBody } from './control-error';
import * as schemas from './schemas';

type Act = (cat: Cat, body: unknown) => unknown;

const ACTS: Record<string, Act> = {
  start: (cat, body) => cat.start(readBody(schemas.startBody, body).code ?? cat.record.start_code),
  text(cat, body) {
    const { text, reply_to } = readBody(schemas.textBody, body);
    return cat.says(text, { replyTo: cat.messages().find((message) => message.id === reply_to) });
  },
  photo(cat, body) {
    const { base64, ...choice } = readBody(schemas.photoBody, body);
    return cat.sendsPhoto({ ...choice, bytes: base64 });
  },
  document(cat, body) {
    const { base64, file_name, mime_type, ...choice } = readBody(schemas.documentBody, body);
    return cat.sendsDocument({ ...choice, bytes: base64, fileName: file_name, mimeType: mime_type });
  },
  album: (cat, body) => cat.sendsAlbum(readBody(schemas.albumBody, body)),
  voice: (cat, body) => (readBody(schemas.emptyBody, body), cat.sendsVoice()),
  sticker: (cat, body) => (readBody(schemas.emptyBody, body), cat.sendsSticker()),
  contact: (cat, body) => cat.sendsContact(readBody(schemas.contactBody, body)),
  forward(cat, body) {
    const { text, from } = readBody(schemas.forwardBody, body);
    return cat.forwards(text, from);
  },
  async press(cat, body) {
    return { query_id: await press(cat, readBody(schemas.pressBody, body)) };
  },
  pay(cat, body) {
    const { message_id } = readBody(schemas.payBody, body);
    return cat.pays(cat.messages().find(({ id }) => id === message_id), { within_ms: 0 });
  },
  block(cat, body) {
    readBody(schemas.emptyBody, body);
    cat.blocks();
    return catView(cat);
  },
  unblock(cat, body) {
    readBody(schemas.emptyBody, body);
    cat.unblocks();
    return catView(cat);
  },
};

/** A cat as the control API shows it. */
export function catView(cat: Cat) {
  const { id, name, language, username, start_code, note } = cat.record;
  return compact({
    id,
    name,
    language_code: language,
    username,
    start_code,
    note,
    started: cat.started,
    blocked: cat.blocked,
    menu: cat.menu(),
    letters: cat.letters(),
  });
}

/** Everything a cat can do, over HTTP. */
export function catRoutes(server: FastifyInstance, cats: Cats): void {
  const find = (id: string): Cat => {
    const cat = cats.find(Number(id));
    if (!cat) throw new ControlError(404, 'not_found', `There is no cat ${id}`);
    return cat;
  };
  server.get('/sim/cats', () => cats.all().map((cat) => catView(cat)));
  server.post('/sim/cats', async (request, reply) => {
    const { language_code, start_code, ...rest } = readBody(schemas.newCatBody, request.body);
    const cat = await cats.add({ ...rest, language: language_code, startCode: start_code });
    return reply.code(201).send(catView(cat));
  });
  server.get<{ Params: { id: string } }>('/sim/cats/:id/toast', (request) => {
    return { toast: find(request.params.id).lastToast() ?? null };
  });
  server.patch<{ Params: { id: string; message: string } }>('/sim/cats/:id/messages/:message', (request) => {
    const { text } = readBody(schemas.textBody, request.body);
    return find(request.params.id).edits(Number(request.params.message), text);
  });
  server.post<{ Params: { id: string; act: string } }>('/sim/cats/:id/:act', (request) => {
    const act = ACTS[request.params.act];
    if (!act) throw new ControlError(404, 'not_found', `A cat can't ${request.params.act}`);
    return act(find(request.params.id), request.body);
  });
}

function press(cat: Cat, choice: { message_id?: number | undefined } & ({ label: string } | { data: string })) {
  if ('data' in choice) return cat.pressesData(choice.data, { on: choice.message_id });
  const on = cat.messages().find((message) => message.id === choice.message_id);
  return cat.presses(choice.label, { on, within_ms: 0 });
}
