import { upload } from '../upload-request.ts';
import { Upload, UploadQueue } from './upload-queue.svelte.ts';

/** The files of whoever is signed in; they outlive the screen that they were chosen on. */
export const uploads = new UploadQueue();

/** @param autoProcess undefined: as the tenant's default says. */
export function uploadFiles(files: readonly File[], clientId: string, autoProcess: boolean | undefined): void {
  uploads.add(files.map((file) => new Upload(file, async (sending) => (await upload({ ...sending, clientId, autoProcess })).documents[0]?.id ?? null)));
}
