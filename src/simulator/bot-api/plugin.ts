import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bytesOf, findFileByPath } from '../world/files';
import { ApiError } from './api-error';
import type { BotApi } from './context';
import { findMethod } from './methods';
import { readParams } from './params';

interface MethodRoute {
  Params: { token: string; method: string };
}

interface FileRoute {
  Params: { token: string; '*': string };
}

/** Serves the Bot API and its file downloads. */
export function botApiPlugin(server: FastifyInstance, api: BotApi): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.addHook('preClose', (done) => {
    api.queue.release();
    done();
  });
  server.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    const code = error.statusCode ?? 500;
    void reply.code(code).send({ ok: false, error_code: code, description: error.message });
  });

  server.route<MethodRoute>({
    method: ['GET', 'POST'],
    url: '/bot:token/:method',
    handler: (request, reply) => answer(api, request, reply),
  });
  server.get<FileRoute>('/file/bot:token/*', (request, reply) => {
    if (request.params.token !== api.world.state.token) return refuse(reply, new ApiError(401, 'Unauthorized'));
    const file = findFileByPath(api.world, request.params['*']);
    if (!file) return refuse(reply, new ApiError(404, 'Not Found'));
    return reply.type('application/octet-stream').send(bytesOf(api.world, file));
  });
}

async function answer(api: BotApi, request: FastifyRequest<MethodRoute>, reply: FastifyReply): Promise<FastifyReply> {
  try {
    if (request.params.token !== api.world.state.token) throw new ApiError(401, 'Unauthorized');
    const method = findMethod(request.params.method);
    if (!method) throw new ApiError(404, 'Not Found: method not found');
    const params = readParams(request.query, request.headers['content-type'], request.body);
    const result = await method(api, params, closedSignal(reply));
    return await reply.send({ ok: true, result });
  } catch (error) {
    if (error instanceof ApiError) return refuse(reply, error);
    throw error;
  }
}

/** Aborts when the caller hangs up, so that a gone poller does not swallow updates. */
function closedSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => controller.abort());
  return controller.signal;
}

function refuse(reply: FastifyReply, error: ApiError): FastifyReply {
  const { code, message, parameters } = error;
  return reply.code(code).send({ ok: false, error_code: code, description: message, ...(parameters && { parameters }) });
}
