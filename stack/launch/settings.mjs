import { Fault } from '../fault.mjs';
import { isFree } from '../folder/ports.mjs';
import { commandOf, listenerOn } from '../process/proc.mjs';

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ port: number, host: string, url: string }}
 */
export function readAddress(env) {
  const port = Number(env.PORT || 8787);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Fault(`PORT is ${env.PORT}, which is no port.`, 'Set PORT to a number from 1 to 65535.');
  const host = env.HOST || '127.0.0.1';
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return { port, host, url: `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}` };
}

/** @param {{ port: number, host: string }} address */
export async function assertPortFree({ port, host }) {
  const code = await isFree(port, host).then((free) => (free ? undefined : 'taken'));
  if (!code) return;
  if (port < 1024 && process.getuid?.() !== 0) throw new Fault(`Port ${port} is reserved for root.`, 'Set PORT to a number from 1024 up.');
  const pid = listenerOn(port);
  const who = pid ? ` by process ${pid} (${commandOf(pid)?.slice(0, 200)})` : '';
  throw new Fault(`Port ${port} on ${host} is taken${who}.`, 'Stop that program, or choose another port: PORT=8788 npm start');
}
