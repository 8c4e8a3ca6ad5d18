import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { notFound } from '@/db/model/errors';
import { mergePatch } from '@/db/model/values/merge-patch';
import { uuid } from '@/db/model/values/scalars';
import { parse } from '../parse';
import { etagOf } from './headers';
import { sendJson } from './responses';

export const idParams = z.object({ id: z.string() });

/** @throws AppError 'not-found': what is no id names nothing. */
export function readId(given: string): string {
  const parsed = uuid.safeParse(given);
  if (parsed.success) return parsed.data;
  throw notFound('record');
}

/**
 * A JSON Merge Patch (RFC 7396); what it makes of the record is checked whole. Taken as it is: a schema of
 * an object makes a copy, and loses a field that is called "__proto__" where it should be refused.
 */
export const patchBody = z
  .custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'Give a JSON object',
  )
  .meta({
    type: 'object',
    description:
      'JSON Merge Patch (RFC 7396) of the form in which the record is created: lists are replaced whole, null clears',
  });

type Versioned = { id: string; version: number };

/** The whole record that a merge patch makes. @throws AppError 'invalid' with the path of each bad field */
export function patchRecord<T>(
  input: z.ZodType<T>,
  { id, version, ...current }: Versioned,
  patch: unknown,
): T {
  return parse(input, mergePatch(current, patch));
}

/** 201 for a record that has been made now, 200 for one that the same key made before. */
export function answerCreated(
  reply: FastifyReply,
  path: string,
  record: Versioned,
  isReplay: boolean,
): FastifyReply {
  if (isReplay) reply.header('Idempotent-Replay', 'true');
  reply.code(isReplay ? 200 : 201).header('Location', `/api/${path}/${record.id}`);
  return answerRecord(reply, record);
}

export function answerRecord(reply: FastifyReply, record: Versioned): FastifyReply {
  return sendJson(reply.header('ETag', etagOf(record.version)), JSON.stringify(record));
}
