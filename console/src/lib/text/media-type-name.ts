/** What people call a kind of file: `application/pdf` is a PDF. */
export function mediaTypeName(mediaType: string): string {
  if (mediaType === 'application/pkcs7-mime') return 'XML (p7m)';
  return (mediaType.split('/')[1] ?? mediaType).replace('octet-stream', '?').toUpperCase();
}
