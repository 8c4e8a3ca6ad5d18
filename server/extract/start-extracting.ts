import type { Store } from '@/db/store';
import { createAddressRules } from '../outgoing/allowed-addresses';
import { createFetchPage } from '../outgoing/fetch-page';
import { createExtractReport, type ExtractReport } from './extract-report';
import { createReading } from './reading';

/** The reading of reports; `fetchAllow` are private networks that pages may be fetched from. */
export function startExtracting(
  store: Store,
  fetchAllow: readonly string[],
): { extractReport: ExtractReport; close(): Promise<void> } {
  const reading = createReading();
  const fetchPage = createFetchPage(createAddressRules(fetchAllow));
  return { extractReport: createExtractReport({ store, reading, fetchPage }), close: reading.close };
}
