// Entry of the process in which pages are drawn, one at a time. It loads less than the one that reads, so it is there sooner.
import { endWithParent, ready, send, sendFailure } from './child-channel.ts';
import { drawPage } from './draw-page.ts';
import type { DrawRequest, Request } from './messages.ts';
import { loadPdfium } from './pdf/pdfium.ts';

async function draw(request: DrawRequest): Promise<void> {
  try {
    await send({ type: 'drawn', png: await drawPage(request) });
  } catch (error) {
    await sendFailure(error);
  }
}

process.on('message', (request: Request) => {
  if (request.type === 'draw') void draw(request);
});
endWithParent();

await loadPdfium();
await ready();
