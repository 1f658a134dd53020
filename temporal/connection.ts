import { Client, Connection } from '@temporalio/client';
import type { TemporalConfig } from '../config.ts';

export const credentialsOf = ({ apiKey }: TemporalConfig) => (apiKey ? { apiKey, tls: true } : {});

/** A client that connects when first used: a process can start, and serve, while Temporal is down. */
export function openTemporalClient(config: TemporalConfig): Client {
  const connection = Connection.lazy({ address: config.address, ...credentialsOf(config), connectTimeout: '5 seconds' });
  return new Client({ connection, namespace: config.namespace });
}
