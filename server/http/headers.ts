import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { invalid, versionConflict } from '@/db/model/errors';
import type { Idempotency } from '@/db/store';
import { unvalidatedBody } from './body/input';

const idempotencyKey = z
  .string()
  .regex(/^[!-~]{1,200}$/)
  .meta({
    description:
      '1 to 200 visible ASCII characters. Generate a new key for each record, and send the same key to retry',
  });

/** The headers of a request that creates a record. */
export const creationHeaders = z.object({ 'Idempotency-Key': idempotencyKey });

/** The headers of a request that changes a record. */
export const changeHeaders = z.object({
  'If-Match': z
    .string()
    .meta({ description: 'The ETag of the record that you edited: its version in quotes' }),
});

/**
 * The idempotency key of a request with two digests of its body: of the JSON as it was sent, and of the validated value.
 * The second alone would refuse a legitimate retry after an upgrade that adds a default. The first alone would refuse a
 * retry that writes the same content differently, and all keys stored by versions without that digest. Each digest
 * includes its purpose, so that one key cannot be used for two kinds of record.
 * @throws AppError 'malformed' or 'invalid'
 */
export function readIdempotency(request: FastifyRequest, type: string): Idempotency {
  const given = request.headers['idempotency-key'];
  if (given === undefined) {
    throw invalid('Idempotency-Key', 'idempotency-key-missing');
  }
  const parsed = idempotencyKey.safeParse(given);
  if (!parsed.success) throw invalid('Idempotency-Key', 'idempotency-key-format');
  const sent = digestOf(`${request.method} ${request.routeOptions.url}`, unvalidatedBody(request));
  // The set avoids a third digest for bodies that earlier versions read in the same way: all but missions.
  const read = [...new Set([request.body, asPreviouslyRead(request.body)])].map((body) =>
    digestOf(type, body),
  );
  return { key: parsed.data, digest: [sent, ...read].join('.') };
}

/**
 * A mission without `metro`, as versions until 29 November 2026 read it, which stored only this digest. Remove it 30 days
 * after the last of them has been replaced.
 */
function asPreviouslyRead(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('metro' in body) || body.metro !== null) return body;
  const { metro: _, ...rest } = body;
  return rest;
}

function digestOf(purpose: string, body: unknown): string {
  return createHash('sha256')
    .update(`${purpose}\n${canonical(body)}`)
    .digest('hex');
}

/** JSON with sorted keys, so that the same content has the same text. */
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
 * The versions in an If-Match header. The comparison is strong (RFC 9110, 13.1.1), so weak and unknown tags are accepted
 * and match nothing. "*" is refused, because it would overwrite a version that the client has not seen.
 * @throws AppError 'precondition-required' if it is missing, 'malformed' if it cannot be parsed
 */
export function readVersions(headers: IncomingHttpHeaders): number[] {
  const given = headers['if-match']?.trim();
  if (given === undefined || given === '' || given === '*') {
    throw invalid('If-Match', 'if-match-missing');
  }
  const tags = given.split(',').map((tag) => tag.trim());
  if (!tags.every((tag) => entityTag.test(tag))) {
    throw invalid('If-Match', 'if-match-format');
  }
  return tags.flatMap((tag) => Number(strongVersion.exec(tag)?.[1] ?? [])).filter((version) => version > 0);
}

/** The record, if its version is among those of the request. @throws AppError 'version-conflict' with the current record */
export function matchVersion<T extends { version: number }>(versions: readonly number[], current: T): T {
  if (versions.includes(current.version)) return current;
  throw versionConflict(current);
}

export function etagOf(version: number): string {
  return `"${version}"`;
}

/** Does If-None-Match contain this tag? The comparison is weak. */
export function isUnchanged(headers: IncomingHttpHeaders, etag: string): boolean {
  const given = headers['if-none-match'];
  if (given === undefined) return false;
  return given.trim() === '*' || given.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
