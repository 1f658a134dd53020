import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { openObjectStore } from './object-store.ts';

const open: (Server | Socket)[] = [];

afterEach(() => {
  for (const each of open.splice(0)) if ('destroy' in each) each.destroy();
  else each.close();
});

/** A store that says so much to every request, and then nothing any more. */
async function storeThatSays(words: string) {
  const server = createServer((socket) => {
    open.push(socket);
    socket.on('error', () => undefined).once('data', () => { if (words) socket.write(words); });
  }).listen(0, '127.0.0.1');
  open.push(server);
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return openObjectStore({ endpoint, accessKey: 'a', secretKey: 'b', bucket: 'bucket', region: 'us-east-1' }, 50);
}

it('a store that never answers is given up', async () => {
  const store = await storeThatSays('');
  await expect(store.get('k')).rejects.toThrow(/silent/);
  await expect(store.put('k', Buffer.from('x'), { contentType: 'text/plain' })).rejects.toThrow(/silent/);
});

it('so is one that stops in the middle of an object', async () => {
  const store = await storeThatSays('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n12345');
  await expect(store.get('k')).rejects.toThrow(/silent|aborted/);
});
