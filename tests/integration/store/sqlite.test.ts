import { accountsContract } from './accounts-contract';
import { storeContract } from './contract';
import { deletedContract } from './deleted-contract';
import { keptContract } from './kept-contract';
import { linksContract } from './links-contract';
import { namesContract } from './names-contract';
import { referenceContract } from './reference-contract';
import { rightsContract } from './rights-contract';
import { sqliteStore } from './sqlite';

storeContract('SQLite', sqliteStore);
linksContract('SQLite', sqliteStore);
deletedContract('SQLite', sqliteStore);
keptContract('SQLite', sqliteStore);
rightsContract('SQLite', sqliteStore);
referenceContract('SQLite', sqliteStore);
namesContract('SQLite', sqliteStore);
accountsContract('SQLite', sqliteStore);
