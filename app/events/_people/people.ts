/** Somebody who may be named as a recipient. */
export type Person = { id: string; name: string };

/** Everybody who may sign in, by name. @throws where the server does not answer as it should */
export async function fetchPeople(signal: AbortSignal): Promise<Person[]> {
  const response = await fetch('/api/people', { signal, cache: 'no-store' });
  if (!response.ok) throw new Error(`The people could not be read: ${response.status}`);
  const { items }: { items: Person[] } = await response.json();
  return items;
}

export function namesOfPeople(people: readonly Person[]): Record<string, string> {
  return Object.fromEntries(people.map(({ id, name }) => [id, name]));
}
