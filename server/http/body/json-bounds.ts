import { failure } from '@/db/model/errors';

const maxDepth = 32;
/** More than twice the number of fields of the largest object in the model. */
const maxMembers = 100;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const [opensObject, closesObject] = [0x7b, 0x7d];
const [opensList, closesList] = [0x5b, 0x5d];

/**
 * Counts values, fields and depth in a JSON text and stops at the first limit that is exceeded: parsing and validating
 * such a text would block the event loop for seconds. Text that is not JSON passes, and the parser refuses it.
 * @throws AppError 'too-large', or 'malformed' if the nesting is too deep
 */
export function checkJsonBounds(body: Buffer, maxValues: number): void {
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
        if (isObject.at(-1) && count >= maxMembers) throw failure('too-many-fields', { max: maxMembers });
        break;
      }
      case opensObject:
      case opensList:
        values += 1;
        isObject.push(body[at] === opensObject);
        members.push(0);
        if (members.length > maxDepth) throw failure('nested-too-deep', { max: maxDepth });
        break;
      case closesObject:
      case closesList:
        isObject.pop();
        members.pop();
        break;
    }
    if (values > maxValues) throw failure('too-many-values', { max: maxValues });
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
