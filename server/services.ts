import type { Store } from '@/db/store';
import type { Seal } from './live/seal';

/** What every use case stands on. */
export type Services = { store: Store; seal: Seal };
