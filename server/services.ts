import type { Store } from '@/db/store';
import type { Seal } from './live/seal';

/** The dependencies of every use case. */
export type Services = {
  store: Store;
  seal: Seal;
  /** The id of the database's history. */
  epoch: string;
};
