import type { FastifyInstance } from 'fastify';
import { DateTime } from 'luxon';
import type { Cat } from '../cats/cat';
import type { Cats } from '../cats/cats';
import { SAMPLE_PHOTOS, type SamplePhoto } from '../cats/samples';
import { bytesOf, findFile } from '../world/files';
import { viewOf } from '../world/view';
import type { World } from '../world/world';
import { ControlError, readBody } from './control-error';
import * as schemas from './schemas';

/** The company's clock as the page may show and move it. */
export interface SimulatorClock {
  zone: string;
  read(): Promise<Date>;
  move(to: Date): Promise<void>;
}

const INLINE_TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];
const DEFAULT_MESSAGES = 200;

/** Chats, groups and the files in them, over HTTP. */
export function chatRoutes(server: FastifyInstance, world: World, cats: Cats): void {
  server.get<{ Params: { id: string }; Querystring: { limit?: string } }>('/sim/chats/:id/messages', (request) => {
    const chat = world.chat(Number(request.params.id));
    if (!chat) throw new ControlError(404, 'not_found', `There is no chat ${request.params.id}`);
    const limit = Number(request.query.limit ?? DEFAULT_MESSAGES) || DEFAULT_MESSAGES;
    return chat.messages.slice(-limit).map((stored) => viewOf(stored));
  });
  server.post('/sim/groups', async (request, reply) => {
    const { title, cats: ids } = readBody(schemas.newGroupBody, request.body);
    const group = await cats.addGroup({ title, cats: ids.map((id) => requireCat(cats, id)) });
    return reply.code(201).send({ id: group.id, title: group.title });
  });
  server.post<{ Params: { id: string } }>('/sim/groups/:id/text', (request) => {
    const { cat, text } = readBody(schemas.groupTextBody, request.body);
    const group = cats.findGroup(Number(request.params.id));
    if (!group) throw new ControlError(404, 'not_found', `There is no group ${request.params.id}`);
    return group.says(requireCat(cats, cat), text);
  });
  server.get('/sim/samples', () => SAMPLE_PHOTOS);
  server.get<{ Params: { name: string } }>('/sim/samples/:name', (request, reply) => {
    const name = request.params.name as SamplePhoto;
    if (!SAMPLE_PHOTOS.includes(name)) throw new ControlError(404, 'not_found', 'There is no such photo');
    return reply.type('image/jpeg').send(cats.samples.photo(name));
  });
  server.get<{ Params: { id: string } }>('/sim/files/:id', (request, reply) => {
    const file = findFile(world, request.params.id);
    if (!file) throw new ControlError(404, 'not_found', 'There is no such file');
    const inline = INLINE_TYPES.includes(file.mime);
    const name = encodeURIComponent(file.name);
    return reply
      .type(inline ? file.mime : 'application/octet-stream')
      .header('content-disposition', `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`)
      .send(bytesOf(world, file));
  });
}

/** The company's clock, over HTTP; absent when there is none to move. */
export function clockRoutes(server: FastifyInstance, world: World, clock: SimulatorClock | undefined): void {
  const view = async (present: SimulatorClock) => ({ now: (await present.read()).toISOString(), zone: present.zone });
  const present = () => {
    if (!clock) throw new ControlError(404, 'not_found', "The clock can't be moved here");
    return clock;
  };
  server.get('/sim/clock', () => view(present()));
  server.post('/sim/clock', async (request) => {
    const target = present();
    const wish = readBody(schemas.clockBody, request.body);
    const now = DateTime.fromJSDate(await target.read(), { zone: target.zone });
    const to =
      'to' in wish ? DateTime.fromISO(wish.to, { zone: target.zone }) : now.plus({ minutes: wish.by_minutes });
    if (!to.isValid) throw new ControlError(400, 'invalid', 'Not a date and time: write 2026-11-22T20:00');
    await target.move(to.toJSDate());
    world.changes.emit({ type: 'clock' });
    return view(target);
  });
}

function requireCat(cats: Cats, id: number): Cat {
  const cat = cats.find(id);
  if (!cat) throw new ControlError(404, 'not_found', `There is no cat ${id}`);
  return cat;
}
