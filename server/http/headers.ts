import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { AppError, invalid, movedOn } from '@/db/model/errors';
import type { Idempotency } from '@/db/store';
import { sentBody } from './body/input';

const idempotencyKey = z
  .string()
  .regex(/^[!-~]{1,200}$/)
  .meta({ description: '1 to 200 visible ASCII characters, made anew for each record; repeat it to retry' });

/** Of a request that makes a record. */
export const creationHeaders = z.object({ 'Idempotency-Key': idempotencyKey });

/** Of a request that changes one. */
export const changeHeaders = z.object({
  'If-Match': z
    .string()
    .meta({ description: 'The version that was edited, in quotes: the ETag of the record' }),
});

/**
 * The key of a creation with two digests of what it asks for: of the JSON as it was sent, and of what was read from
 * it. The second alone would refuse a legitimate retry after an upgrade that reads a default more from the same body.
 * The first alone would refuse a retry that writes the same content in another way, and all keys that versions before
 * the first digest kept. Each starts with what it is made for, so that one key cannot mean two kinds of record.
 * @throws AppError 'malformed' or 'invalid'
 */
export function readIdempotency(request: FastifyRequest, type: string): Idempotency {
  const given = request.headers['idempotency-key'];
  if (given === undefined) {
    throw new AppError(
      'malformed',
      'Send an Idempotency-Key header, so that a retry makes no second record.',
      {
        errors: [{ path: 'Idempotency-Key', message: 'Send a key that you generate, such as a UUID' }],
      },
    );
  }
  const parsed = idempotencyKey.safeParse(given);
  if (!parsed.success) throw invalid('Idempotency-Key', 'Give 1 to 200 visible ASCII characters');
  const sent = digestOf(`${request.method} ${request.routeOptions.url}`, sentBody(request));
  // A body that versions before read alike, as all but missions are, is not written out and hashed a third time.
  const read = [...new Set([request.body, asReadBefore(request.body)])].map((body) => digestOf(type, body));
  return { key: parsed.data, digest: [sent, ...read].join('.') };
}

/**
 * A mission without its metropolitan city, as versions read it that kept this digest alone, until 29 November 2026. To
 * be removed 30 days after the last of them has been replaced.
 */
function asReadBefore(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('metro' in body) || body.metro !== null) return body;
  const { metro: _, ...rest } = body;
  return rest;
}

function digestOf(purpose: string, body: unknown): string {
  return createHash('sha256')
    .update(`${purpose}\n${canonical(body)}`)
    .digest('hex');
}

/** JSON whose keys are in order, so that the same content has the same text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

const entityTag = /^(?:W\/)?"[!#-~\x80-\xff]*"$/;
const strongVersion = /^"([1-9]\d{0,14})"$/;

/**
 * The versions that an If-Match header names. The comparison is strong (RFC 9110, 13.1.1), so weak and
 * unknown tags are read and match nothing. "*" is refused: it would overwrite what nobody has looked at.
 * @throws AppError 'precondition-required' without it, 'malformed' where it cannot be read
 */
export function readVersions(headers: IncomingHttpHeaders): number[] {
  const given = headers['if-match']?.trim();
  if (given === undefined || given === '' || given === '*') {
    throw new AppError(
      'precondition-required',
      'Send an If-Match header with the version that you edited, such as "3".',
      {
        errors: [{ path: 'If-Match', message: 'Send the ETag of the record' }],
      },
    );
  }
  const tags = given.split(',').map((tag) => tag.trim());
  if (!tags.every((tag) => entityTag.test(tag))) {
    throw new AppError('malformed', 'Send If-Match as a version in quotes, such as "3".', {
      errors: [{ path: 'If-Match', message: 'Send the ETag of the record, with its quotes' }],
    });
  }
  return tags.flatMap((tag) => Number(strongVersion.exec(tag)?.[1] ?? [])).filter((version) => version > 0);
}

/** The record's version where the request names it. @throws AppError 'moved-on' with the record as it is. */
export function matchVersion<T extends { version: number }>(versions: readonly number[], current: T): T {
  if (versions.includes(current.version)) return current;
  throw movedOn(current);
}

export function etagOf(version: number): string {
  return `"${version}"`;
}

/** Does If-None-Match name this tag? The comparison is weak. */
export function isUnchanged(headers: IncomingHttpHeaders, etag: string): boolean {
  const given = headers['if-none-match'];
  if (given === undefined) return false;
  return given.trim() === '*' || given.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
