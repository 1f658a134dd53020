import pg from 'pg';

export interface Listener {
  close(): Promise<void>;
}

interface ListenerOptions {
  channels: readonly string[];
  onNotification(channel: string, payload: string): void;
  /** Listening began, or began again: what happened meanwhile was not heard. */
  onConnected(): void;
  onError(error: unknown): void;
}

const reconnectMs = 1000;

/** Hears what the database says on these channels; reconnects by itself until closed. */
export function listen(systemUrl: string, { channels, onNotification, onConnected, onError }: ListenerOptions): Listener {
  let isClosed = false;
  let current: pg.Client | null = null;

  async function connect(): Promise<void> {
    if (isClosed) return;
    const client = new pg.Client({ connectionString: systemUrl, keepAlive: true, application_name: 'comprobante-live' });
    let isOver = false;
    const again = () => {
      if (isOver) return;
      isOver = true;
      client.removeAllListeners('notification');
      void client.end().catch(() => undefined);
      if (!isClosed) setTimeout(() => void connect(), reconnectMs);
    };
    client.on('error', again);
    client.once('end', again);
    client.on('notification', ({ channel, payload }) => onNotification(channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of channels) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      current = client;
      onConnected();
    } catch (error) {
      onError(error);
      again();
    }
  }

  void connect();
  return {
    async close() {
      isClosed = true;
      await current?.end().catch(() => undefined);
    },
  };
}
