import { AppError } from '../../contract/errors.ts';
import { permissionsNow } from '../caller.ts';
import type { LiveStream } from '../live-hub.ts';
import type { Handlers } from '../mount.ts';

const heartbeatMs = 20_000;
/** A reader so far behind is cut; it reconnects and goes on after the last event that it saw. */
const mostUnsentBytes = 256 * 1024;
/** How soon browsers reconnect. */
const retryMs = 3000;

export const eventHandlers: Handlers<'streamEvents'> = {
  async streamEvents({ headers }, { deps, caller, req, res }) {
    const { tenantId } = caller;
    const actorId = caller.actor.id ?? '';
    if (!deps.live.hasRoom(actorId)) throw new AppError('too_many_streams');
    res.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' });
    if (req.method === 'HEAD') {
      res.end();
      return undefined;
    }
    const write = (text: string) => {
      if (res.writableEnded) return;
      res.write(text);
      if (res.writableLength > mostUnsentBytes) res.destroy();
    };
    const stream: LiveStream = {
      tenantId, actorId, permissions: caller.permissions,
      send: (event, id, data) => write(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`),
      async recheck() {
        const permissions = await permissionsNow(deps, { ...caller, tenantId });
        stream.permissions = permissions;
        if (!permissions.includes('events:read')) stream.end();
      },
      end: () => res.end(),
    };
    const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMs);
    res.once('close', () => {
      clearInterval(heartbeat);
      deps.live.leave(stream);
    });
    write(`retry: ${retryMs}\n\n`);
    if (res.closed) deps.live.leave(stream);
    else await deps.live.join(stream, headers['last-event-id']);
    if (res.closed) deps.live.leave(stream);
    return undefined;
  },
};
