import { delayPageRequests } from './app/_connection/delay-page-requests';

/**
 * zod tries out `new Function` before it compiles its parsers, which the policy of the pages refuses and reports.
 * It is told so before it loads, by the one thing it reads then: to import it for that would bring it to the board.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

delayPageRequests();
