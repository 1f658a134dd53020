// Files out of a drop, folders walked through. Hidden and empty files are counted and left out: operating systems strew them.
export interface DroppedFiles {
  files: File[];
  skipped: number;
}

export function keepUseful(files: readonly File[]): DroppedFiles {
  const kept = files.filter((file) => file.size > 0 && !file.name.startsWith('.') && file.name !== 'Thumbs.db');
  return { files: kept, skipped: files.length - kept.length };
}

/** Must be called while the drop event is handled: the browser empties `transfer` afterwards. */
export async function droppedFiles(transfer: DataTransfer): Promise<DroppedFiles> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  // A single empty file is shown rather than skipped, so that its sender learns what is wrong with it.
  if (entries.length === 0 || entries.every(({ isFile }) => isFile)) return { files: [...transfer.files], skipped: 0 };
  return keepUseful((await Promise.all(entries.map(walk))).flat());
}

async function walk(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: File[] = [];
  // A reader gives at most a hundred entries at a time, and an empty list at the end.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return files;
    files.push(...(await Promise.all(batch.map(walk))).flat());
  }
}
