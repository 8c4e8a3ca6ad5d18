import { storeContract } from './contract';
import { referenceContract } from './reference-contract';
import { rightsContract } from './rights-contract';
import { sqliteStore } from './sqlite';

storeContract('SQLite', sqliteStore);
rightsContract('SQLite', sqliteStore);
referenceContract('SQLite', sqliteStore);
