import { AppError } from '@/db/model/errors';

const deepest = 32;
/** More than twice as many as the largest object of the model has. */
const mostMembers = 100;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const [opensObject, closesObject] = [0x7b, 0x7d];
const [opensList, closesList] = [0x5b, 0x5d];

/**
 * Counts values, fields and depth in the bytes of a JSON text and stops at the first one too many: to parse and validate
 * such a text would block the event loop for seconds. Text that is not JSON passes; the parser refuses it.
 * @throws AppError 'too-large', or 'malformed' where it is nested too deeply
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
        if (isObject.at(-1) && count >= mostMembers) throw tooLarge(`${mostMembers} fields in one object`);
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
    if (values > mostValues) throw tooLarge(`${mostValues} values here`);
  }
}

/** The index of the quote that ends a string, or the end of the body. */
function endOfText(body: Buffer, begin: number): number {
  for (let end = body.indexOf(quote, begin + 1); end !== -1; end = body.indexOf(quote, end + 1)) {
    let before = end - 1;
    while (body[before] === backslash) before -= 1;
    // A quote after an even number of backslashes is not escaped.
    if ((end - before) % 2 === 1) return end;
  }
  return body.length;
}

function tooLarge(most: string): AppError {
  return new AppError('too-large', `Send at most ${most}.`);
}
