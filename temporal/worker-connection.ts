import { NativeConnection } from '@temporalio/worker';
import type { TemporalConfig } from '../config.ts';
import { credentialsOf } from './connection.ts';

/** Apart from the client's: the worker's library is a fifth of a second to load, which the API has no use for. */
export function openWorkerConnection(config: TemporalConfig): Promise<NativeConnection> {
  return NativeConnection.connect({ address: config.address, ...credentialsOf(config) });
}
