import type { Extraction } from '../../contract/extraction.ts';
import type { SupplierMemory } from './memory/supplier-memory.ts';

/** What is known beside the file. The domain has no clock: `today` is an ISO date of the tenant's calendar. */
export interface ReadingContext {
  today: string;
  /** The studio's client to whom the document belongs; normally its recipient, for sales its issuer. */
  client?: { name: string; taxId: string };
  memory?: SupplierMemory;
}

/** Inclusive page numbers, counted from 1. */
export interface PageRange {
  first: number;
  last: number;
}

/** One invoice read from a carrier. */
export interface Reading {
  extraction: Extraction;
  /** Where in the file it stands; null where the carrier has no pages (XML). */
  pages: PageRange | null;
}
