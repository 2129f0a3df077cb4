import { once } from 'node:events';
import type { Server } from 'node:http';

/** A server that accepts connections. */
export interface Listening {
  /** `http://127.0.0.1:PORT`, without a final slash. */
  readonly url: string;
  readonly port: number;
  /** Ends the server and every connection that it still holds; safe to call twice. */
  close(): Promise<void>;
}

/** Another program has the port. The message names it and says what to do. */
export class PortInUse extends Error {
  override readonly name = 'PortInUse';
  readonly port: number;

  constructor(port: number) {
    super(
      `Port ${port} is in use on 127.0.0.1: end what listens there, or choose another port (0 picks a free one).`,
    );
    this.port = port;
  }
}

const isPortInUse = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

const close = async (server: Server): Promise<void> => {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
};

/**
 * Listens on 127.0.0.1 and on nothing else.
 *
 * @param port 0 picks a free one.
 * @throws PortInUse
 */
export const listenOnLoopback = async (server: Server, port: number): Promise<Listening> => {
  const listening = once(server, 'listening');
  server.listen(port, '127.0.0.1');
  try {
    await listening;
  } catch (error) {
    throw isPortInUse(error) ? new PortInUse(port) : error;
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no TCP address');
  return { url: `http://127.0.0.1:${address.port}`, port: address.port, close: () => close(server) };
};
