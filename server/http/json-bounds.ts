import { AppError } from '@/db/model/errors';

const deepest = 32;
/** No object of the model has half as many. */
const mostMembers = 100;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const [opensObject, closesObject] = [0x7b, 0x7d];
const [opensList, closesList] = [0x5b, 0x5d];

/**
 * Refuses JSON with too many values, or too many members in one object, or nested too deep, by looking at its bytes:
 * to parse and to check it would hold the event loop for seconds. It stops at the first that is too much. What is no
 * JSON passes, for the parser to refuse.
 * @throws AppError 'too-large', or 'malformed' where it is too deep
 */
export function boundJson(body: Buffer, mostValues: number): void {
  let values = 1;
  const isObject: boolean[] = [];
  const members: number[] = [];
  for (let at = 0; at < body.length; at += 1) {
    switch (body[at]) {
      case quote:
        at = endOfText(body, at);
        break;
      case comma: {
        values += 1;
        const count = (members.at(-1) ?? 0) + 1;
        members[members.length - 1] = count;
        if (isObject.at(-1) && count >= mostMembers) throw tooMany(`${mostMembers} fields in one object`);
        break;
      }
      case opensObject:
      case opensList:
        values += 1;
        isObject.push(body[at] === opensObject);
        members.push(0);
        if (members.length > deepest)
          throw new AppError('malformed', `Send JSON that is nested ${deepest} deep at most.`);
        break;
      case closesObject:
      case closesList:
        isObject.pop();
        members.pop();
        break;
    }
    if (values > mostValues) throw tooMany(`${mostValues} values here`);
  }
}

/** The place of the quote that ends a text, or the end of the body. */
function endOfText(body: Buffer, begin: number): number {
  for (let end = body.indexOf(quote, begin + 1); end !== -1; end = body.indexOf(quote, end + 1)) {
    let before = end - 1;
    while (body[before] === backslash) before -= 1;
    // An even number of backslashes stand for themselves.
    if ((end - before) % 2 === 1) return end;
  }
  return body.length;
}

function tooMany(most: string): AppError {
  return new AppError('too-large', `Send at most ${most}.`);
}
