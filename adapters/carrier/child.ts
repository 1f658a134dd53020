// Entry of the process in which files are read, one at a time.
import { endWithParent, ready, send, sendFailure } from './child-channel.ts';
import type { OpenRequest, Request } from './messages.ts';
import { loadPdfjs } from './pdf/pdfjs.ts';
import { loadPdfium } from './pdf/pdfium.ts';
import { loadZxing } from './codes/zxing.ts';
import { readCarrier } from './read-carrier.ts';
import type { Reading } from './reading.ts';

let current: Reading | null = null;

async function open(request: OpenRequest): Promise<void> {
  const reading: Reading = {
    limits: request.limits,
    modelsDir: request.modelsDir,
    threads: request.threads,
    skip: new Map(request.skip.map(({ page, code }) => [page, code])),
    pictures: new Map(),
    codes: new Map(),
    faults: [],
    causes: [],
    timings: {},
    pageStarted: (page, pageCount) => void send({ type: 'page', page, pageCount }),
    ocrDone: () => void send({ type: 'ocr-done' }),
  };
  current = reading;
  const start = performance.now();
  try {
    const carrier = await readCarrier(request.bytes, reading);
    reading.timings.total = performance.now() - start;
    await send({ type: 'done', carrier, timings: reading.timings, causes: reading.causes });
  } catch (error) {
    await sendFailure(error);
  }
}

process.on('message', (request: Request) => {
  if (request.type === 'open') void open(request);
  else if (request.type === 'threads' && current) current.threads = request.threads;
});
endWithParent();

await Promise.all([loadPdfjs(), loadPdfium(), loadZxing()]);
await ready();
