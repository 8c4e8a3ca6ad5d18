/** Letters that are written from right to left, and the controls of direction. */
const bidirectional =
  /[\u0590-\u08FF\u200E\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

const [firstIsolate, popIsolate] = ['\u2068', '\u2069'] as const;

/**
 * What somebody wrote, for use within a sentence: kept from ordering the words around it. A text without letters or
 * controls that do so is returned as it is.
 */
export function isolated(text: string): string {
  return bidirectional.test(text) ? `${firstIsolate}${balanced(text)}${popIsolate}` : text;
}

/** The text with each control of direction closed within it, so that none reaches beyond an element around it. */
export function balanced(text: string): string {
  if (!/[\u202A-\u202E\u2066-\u2069]/.test(text)) return text;
  const open: string[] = [];
  let kept = '';
  for (const one of text) {
    const closer = closerOf(one);
    if (closer) open.push(closer);
    // What closes nothing of this text would close what is around it.
    else if (one === '\u202C' || one === popIsolate) {
      if (open.at(-1) !== one) continue;
      open.pop();
    }
    kept += one;
  }
  return kept + open.reverse().join('');
}

function closerOf(one: string): string | undefined {
  if (one >= '\u2066' && one <= firstIsolate) return popIsolate;
  return one >= '\u202A' && one <= '\u202E' && one !== '\u202C' ? '\u202C' : undefined;
}
