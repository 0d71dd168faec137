import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

const BODY_LIMIT_BYTES = 64 * 1024 * 1024;
const MAX_PARAM_LENGTH = 500;
const LOCAL_HOSTS = new Set(['127.0.0.1', 'localhost']);

/** Only this page's own files run in it, so that a hostile message or file can't. */
const SAFETY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** One part of the server, with its own parsers and errors. */
export type Plugin = (server: FastifyInstance) => void;

/** An HTTP server for this machine only; closing it ends every open request. */
export function createServer(plugins: Plugin[]): FastifyInstance {
  const server = fastify({
    forceCloseConnections: true,
    bodyLimit: BODY_LIMIT_BYTES,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
  });
  server.addHook('onRequest', refuseForeignHosts);
  for (const plugin of plugins) {
    server.register((scope, _options, done) => {
      plugin(scope);
      done();
    });
  }
  return server;
}

/** A web page elsewhere must not reach this server under a name of its own (DNS rebinding). */
function refuseForeignHosts(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  void reply.headers(SAFETY_HEADERS);
  if (LOCAL_HOSTS.has(request.hostname)) done();
  else void reply.code(403).send({ error: 'forbidden', message: 'Only from this machine' });
}
