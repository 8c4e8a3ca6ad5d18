import * as z from 'zod';
import { auditEntry } from '@/db/model/access/account';
import { auditFilter } from '@/db/model/journal/audit-filter';
import { wholeNumber } from '../../page-query';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { jsonResponse, pageSchema, problemResponses } from '../responses';

const query = z.strictObject({
  type: z.enum(['account', 'all']).default('account'),
  ...auditFilter,
  limit: wholeNumber(1, 500).default(100),
  page: z
    .string()
    .regex(/^\d{1,15}$/, 'Send next of an earlier response')
    .transform(Number)
    .optional(),
});

/** The audit: who did what, and when. */
export function auditRoutes(app: Api, { readAudit }: Runtime): void {
  app.get(
    '/audit',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'The audit, newest first (administrators)',
        description:
          'With a filter, a page may have fewer entries than its limit, or none, although next is not null.',
        tags: ['audit'],
        querystring: query,
        response: {
          200: jsonResponse('A page of the audit', pageSchema(auditEntry)),
          ...problemResponses(401, 403, 422),
        },
      },
    },
    async (request) => {
      const { page = null, ...asked } = request.query;
      return readAudit(request.principal, { ...asked, after: page });
    },
  );
}
