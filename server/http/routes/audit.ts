import * as z from 'zod';
import { auditEntry } from '@/db/model/access/account';
import { auditFilter } from '@/db/model/journal/audit-filter';
import { wholeNumber } from '../../page-query';
import type { Runtime } from '../../runtime';
import type { Api } from '../fastify-api';
import { answerOf, pageOf, problems } from '../responses';

const query = z.strictObject({
  type: z.enum(['account', 'all'], { error: 'Give account or all' }).default('account'),
  ...auditFilter,
  limit: wholeNumber(1, 500).default(100),
  page: z
    .string()
    .regex(/^\d{1,15}$/, 'Give next of the answer before')
    .transform(Number)
    .optional(),
});

/** What administrators read of the journal: who did what, and when. */
export function auditRoutes(app: Api, { readAudit, principalOf }: Runtime): void {
  app.get(
    '/audit',
    {
      config: { access: 'admin' },
      schema: {
        summary: 'The audit, newest first (administrators)',
        description:
          'Under a rare filter a page may hold fewer rows than its limit, or none, while next leads on.',
        tags: ['audit'],
        querystring: query,
        response: { 200: answerOf('A page of the audit', pageOf(auditEntry)), ...problems(401, 403, 422) },
      },
    },
    async (request) => {
      const { page = null, ...asked } = request.query;
      return readAudit(principalOf(request.headers), { ...asked, after: page });
    },
  );
}
