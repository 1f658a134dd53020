import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { TemporalConfig } from '../config.ts';

const credentials = ({ apiKey }: TemporalConfig) => (apiKey ? { apiKey, tls: true } : {});

/** A client that connects when first used: a process can start, and serve, while Temporal is down. */
export function openTemporalClient(config: TemporalConfig): Client {
  const connection = Connection.lazy({ address: config.address, ...credentials(config), connectTimeout: '5 seconds' });
  return new Client({ connection, namespace: config.namespace });
}

export function openWorkerConnection(config: TemporalConfig): Promise<NativeConnection> {
  return NativeConnection.connect({ address: config.address, ...credentials(config) });
}
