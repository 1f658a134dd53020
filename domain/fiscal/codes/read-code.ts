import { readArgentineBarcode, readArgentineQr } from './argentina.ts';
import { readBrazilianCode } from './brazil.ts';
import { readChileanStamp } from './chile.ts';
import type { CodeReading } from './code-reading.ts';
import { readColombianCode } from './colombia.ts';
import { readEcuadorianKey } from './ecuador.ts';
import { readMexicanCode } from './mexico.ts';
import { readPeruvianCode } from './peru.ts';
import { readPortugueseCode } from './portugal.ts';
import { readTicketbaiCode, readVerifactuCode } from './spain.ts';
import { readTurkishCode } from './turkey.ts';
import { readUruguayanCode } from './uruguay.ts';

/** Longer texts are no fiscal code: a version 40 QR holds 4,296 characters, and a PDF417 fewer. */
const MAX_LENGTH = 8_000;

const readers = [
  readArgentineQr, readArgentineBarcode, readMexicanCode, readPeruvianCode, readVerifactuCode, readTicketbaiCode, readChileanStamp,
  readBrazilianCode, readEcuadorianKey, readColombianCode, readUruguayanCode, readPortugueseCode, readTurkishCode,
];

/** What a code found on a page states of the invoice; null where it is no fiscal code that is known. Never throws. */
export function readCode(text: string): CodeReading | null {
  if (text.length > MAX_LENGTH) return null;
  for (const read of readers) {
    const reading = read(text);
    if (reading !== null) return reading;
  }
  return null;
}
