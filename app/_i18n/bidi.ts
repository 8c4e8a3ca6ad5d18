/** Right-to-left letters and directional control characters. */
const bidirectional =
  /[\u0590-\u08FF\u200E\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

const [firstIsolate, popIsolate] = ['\u2068', '\u2069'] as const;

/**
 * Isolates user text inside a sentence, so that it cannot reorder the words around it. Text without right-to-left
 * letters or controls is returned unchanged.
 */
export function isolated(text: string): string {
  return bidirectional.test(text) ? `${firstIsolate}${balanced(text)}${popIsolate}` : text;
}

/** Closes every directional control within the text, so that none affects the elements around it. */
export function balanced(text: string): string {
  if (!/[\u202A-\u202E\u2066-\u2069]/.test(text)) return text;
  const open: string[] = [];
  let kept = '';
  for (const one of text) {
    const closer = closerOf(one);
    if (closer) open.push(closer);
    // An unmatched closing control would close an isolate outside the text.
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
