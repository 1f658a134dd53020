// Entry of the process in which files are opened. It reads one file at a time, and the pool kills it at any moment.
import { once } from 'node:events';
import type { Reply, Request, OpenRequest } from './messages.ts';
import { asAppError, causeOf } from './faults.ts';
import { loadPdfjs } from './pdf/pdfjs.ts';
import { loadPdfium } from './pdf/pdfium.ts';
import { loadZxing } from './codes/zxing.ts';
import { readCarrier } from './read-carrier.ts';
import type { Reading } from './reading.ts';

const send = (reply: Reply) => new Promise<void>((resolve, reject) => {
  process.send!(reply, undefined, undefined, (error) => { if (error) reject(error); else resolve(); });
});

let current: Reading | null = null;

async function open(request: OpenRequest): Promise<void> {
  const reading: Reading = {
    limits: request.limits,
    modelsDir: request.modelsDir,
    threads: request.threads,
    skip: new Map(request.skip.map(({ page, code }) => [page, code])),
    pictures: new Map(),
    faults: [],
    causes: [],
    timings: {},
    image: request.wantImages ? async (image) => {
      await send({ type: 'image', image });
      await once(process, 'taken');
    } : null,
    pageStarted: (page, pageCount) => void send({ type: 'page', page, pageCount }),
    ocrDone: () => void send({ type: 'ocr-done' }),
    allRead: (carrier) => send({ type: 'read', carrier }),
  };
  current = reading;
  const start = performance.now();
  try {
    const carrier = await readCarrier(request.bytes, reading);
    reading.timings.total = performance.now() - start;
    await send({ type: 'done', carrier, timings: reading.timings, causes: reading.causes });
  } catch (error) {
    const { code, details, message } = asAppError(error, 'reading_crashed');
    await send({ type: 'failed', code, ...(details ? { details } : {}), message, cause: causeOf(error) });
  }
}

process.on('message', (request: Request) => {
  if (request.type === 'open') void open(request);
  else if (request.type === 'taken') process.emit('taken' as never);
  else if (current) current.threads = request.threads;
});
// The parent is gone: nobody will take the result.
process.on('disconnect', () => process.exit(0));

await Promise.all([loadPdfjs(), loadPdfium(), loadZxing()]);
await send({ type: 'ready' });
