import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { listenOnLoopback } from '@privateline/loopback';
import type { ConsoleEvent, ConsoleTenant } from './console-event.ts';

/** What the page is started with. */
export interface ConsoleOptions {
  /** 0 picks a free one. */
  readonly port: number;
  readonly tenants: readonly ConsoleTenant[];
  /** Where the built page is. */
  readonly pageDirectory: string;
}

/** The running page. */
export interface Console {
  readonly url: string;
  publish(event: ConsoleEvent): void;
  close(): Promise<void>;
}

/** How many events a page that opens late is shown. */
const MEMORY = 200;

const FILES: Readonly<Record<string, { readonly file: string; readonly type: string }>> = {
  '/': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/style.css': { file: 'style.css', type: 'text/css; charset=utf-8' },
  '/main.js': { file: 'main.js', type: 'text/javascript; charset=utf-8' },
};

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const spell = (id: number, event: ConsoleEvent): string => `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`;

/**
 * Serves the page and its feed on loopback. A request for another host name is refused, so that no page elsewhere can
 * read this one through a name that points here.
 *
 * @throws PortInUse
 */
export const startConsole = async ({ port, tenants, pageDirectory }: ConsoleOptions): Promise<Console> => {
  const memory: string[] = [];
  const watching = new Set<ServerResponse>();
  let published = 0;

  const watch = (request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
    const seen = Number(request.headers['last-event-id'] ?? 0);
    response.write(
      `retry: 1000\n\n${memory.slice(-Math.min(MEMORY, Math.max(0, published - seen))).join('')}`,
    );
    watching.add(response);
    response.on('close', () => watching.delete(response));
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const file = FILES[request.url ?? ''];
    if (request.method !== 'GET' || request.headers.host !== new URL(listening.url).host)
      return void response.writeHead(403).end();
    if (request.url === '/events') return watch(request, response);
    if (request.url === '/tenants.json')
      return void response
        .writeHead(200, { ...HEADERS, 'content-type': 'application/json' })
        .end(JSON.stringify(tenants));
    if (file === undefined) return void response.writeHead(404, HEADERS).end();
    const content = await readFile(join(pageDirectory, file.file));
    response.writeHead(200, { ...HEADERS, 'content-type': file.type }).end(content);
  };

  const server = createServer((request, response) => void answer(request, response));
  const listening = await listenOnLoopback(server, port);
  return {
    ...listening,
    publish(event) {
      published += 1;
      const text = spell(published, event);
      memory.push(text);
      if (memory.length > MEMORY) memory.shift();
      for (const response of watching) response.write(text);
    },
  };
};
