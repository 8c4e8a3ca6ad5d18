/** An argument of an ICU message; `forms` are those of a plural or select by selector, such as "=0". */
export type Argument = { name: string; type: string; forms: Map<string, string> };

/** The arguments of an ICU message, those inside plural and select forms too. @throws on unbalanced braces. */
export function argumentsOf(message: string): Argument[] {
  const found: Argument[] = [];
  let at = 0;

  function text(): void {
    while (at < message.length && message[at] !== '}') {
      if (message[at] === '{') argument();
      else at++;
    }
  }

  function upTo(stops: string): string {
    const start = at;
    while (at < message.length && !stops.includes(message[at] ?? '')) at++;
    if (at >= message.length) throw new Error(`unbalanced braces: ${message}`);
    return message.slice(start, at).trim();
  }

  function argument(): void {
    at++;
    const name = upTo(',}');
    if (message[at] === '}') {
      at++;
      found.push({ name, type: 'text', forms: new Map() });
      return;
    }
    at++;
    const type = upTo(',}');
    const forms = new Map<string, string>();
    found.push({ name, type, forms });
    if (message[at] === ',') {
      at++;
      if (['plural', 'select', 'selectordinal'].includes(type)) branches(forms);
      else upTo('}');
    }
    at++;
  }

  function branches(forms: Map<string, string>): void {
    for (;;) {
      const selector = upTo('{}');
      if (message[at] === '}') return;
      const start = ++at;
      text();
      if (message[at] !== '}') throw new Error(`unbalanced braces: ${message}`);
      forms.set(selector, message.slice(start, at));
      at++;
    }
  }

  text();
  if (at < message.length) throw new Error(`unbalanced braces: ${message}`);
  return found;
}
