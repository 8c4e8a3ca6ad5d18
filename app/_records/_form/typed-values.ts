import { isDate } from '@/db/model/values/moment';
import type { FieldProblem } from '../../events/_form/state/problems';
import { formatTypedTime, type TimeContext } from '../../events/_form/typed/parse-time';
import { type ParseResult, parseDegrees, parseMoment } from '../../events/_form/typed/parsers';
import type { TypedContext } from './record-state';

/** Reads typed values and collects what could not be read. */
export function createReader({ timeZone, now }: TypedContext) {
  const problems: FieldProblem[] = [];

  function read<T>(path: string, result: ParseResult<T>): T | null {
    if (result.ok) return result.value;
    problems.push({ path, problem: result.problem, ...(result.values && { values: result.values }) });
    return null;
  }

  return {
    problems,
    moment(path: string, typed: string | undefined, direction: TimeContext['direction'] = 'nearest') {
      return read(path, parseMoment(typed ?? '', { timeZone, now, direction }));
    },
    degrees(path: string, typed: string | undefined, most: 90 | 180) {
      return read(path, parseDegrees(typed ?? '', most));
    },
  };
}

/** A moment as it is typed, in the reader's time zone; empty if there is none. */
export function typedMoment(moment: string | null, timeZone: string): string {
  if (moment === null) return '';
  return formatTypedTime(moment, isDate(moment) ? 'day' : 'minute', timeZone);
}
