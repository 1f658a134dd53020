import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export interface Drain {
  /** Takes no more connections, closes those that wait for no answer, and resolves once the others have theirs, or `graceMs` later without them. */
  begin(graceMs: number): Promise<void>;
}

/** To be called before the server listens. Node itself closes no connection that has asked nothing yet, and browsers open some in advance. */
export function drainOf(server: Server): Drain {
  const waiting = new Map<Socket, number>();
  let isDraining = false;
  server.on('connection', (socket: Socket) => {
    waiting.set(socket, 0);
    socket.once('close', () => waiting.delete(socket));
  });
  // Ahead of the app's own listener, which may answer at once.
  server.prependListener('request', ({ socket }, response) => {
    waiting.set(socket, (waiting.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (waiting.get(socket) ?? 1) - 1;
      if (socket.destroyed) return;
      waiting.set(socket, left);
      if (isDraining && left === 0) socket.end();
    });
  });
  return {
    begin: (graceMs) => new Promise((resolve) => {
      isDraining = true;
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      server.close(() => {
        clearTimeout(timer);
        resolve();
      });
      for (const [socket, requests] of waiting) if (requests === 0) socket.destroy();
    }),
  };
}
