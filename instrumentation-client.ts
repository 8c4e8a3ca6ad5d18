import { delayPageRequests } from './app/_connection/delay-page-requests';

/**
 * Before it compiles parsers, zod tests whether `new Function` is allowed, which violates the content security policy.
 * This global, which zod reads when it loads, turns that off. Importing zod to configure it would add it to every page.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

delayPageRequests();
