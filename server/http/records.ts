import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { notFound } from '@/db/model/errors';
import { because } from '@/db/model/field-errors';
import { recordMetadata } from '@/db/model/records/define-record';
import { mergePatch } from '@/db/model/values/merge-patch';
import { uuid } from '@/db/model/values/scalars';
import { parse } from '../parse';
import { etagOf } from './headers';
import { sendJson } from './responses';

export const idParams = z.object({ id: z.string() });

/** @throws AppError 'not-found' if it is not a valid id */
export function readId(given: string): string {
  const parsed = uuid.safeParse(given);
  if (parsed.success) return parsed.data;
  throw notFound('record');
}

/**
 * A JSON Merge Patch (RFC 7396). The patched record is validated as a whole. The patch itself is not parsed with an
 * object schema, because that copies it and would drop a field "__proto__", which must be refused.
 */
export const patchBody = z
  .custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    because('object-expected'),
  )
  .meta({
    type: 'object',
    description:
      'JSON Merge Patch (RFC 7396) with the fields of the creation request: lists are replaced as a whole, null clears a field',
  });

type Versioned = { id: string; version: number };

/** The record with the merge patch applied. @throws AppError 'invalid' with the path of each bad field */
export function patchRecord<T>(input: z.ZodType<T>, current: Versioned, patch: unknown): T {
  const fields = Object.entries(current).filter(([name]) => !(name in recordMetadata));
  return parse(input, mergePatch(Object.fromEntries(fields), patch));
}

/** Sends 201 for a new record, or 200 for one that an earlier request with the same key created. */
export function sendCreated(
  reply: FastifyReply,
  path: string,
  record: Versioned,
  isReplay: boolean,
): FastifyReply {
  if (isReplay) reply.header('Idempotent-Replay', 'true');
  reply.code(isReplay ? 200 : 201).header('Location', `/api/${path}/${record.id}`);
  return sendRecord(reply, record);
}

export function sendRecord(reply: FastifyReply, record: Versioned): FastifyReply {
  return sendJson(reply.header('ETag', etagOf(record.version)), JSON.stringify(record));
}
