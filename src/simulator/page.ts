import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Where the page's files are unless told: beside this file. */
export const DEFAULT_PAGE_DIR = join(__dirname, 'page');

/** Serves the page on which a person can be several cats at once. */
export function pagePlugin(server: FastifyInstance, pageDir: string): void {
  for (const file of readdirSync(pageDir)) {
    const type = TYPES[extname(file)];
    if (type === undefined) continue;
    server.get(file === 'index.html' ? '/' : `/${file}`, (_request, reply) =>
      reply.type(type).header('cache-control', 'no-store').send(readFileSync(join(pageDir, file))),
    );
  }
}
