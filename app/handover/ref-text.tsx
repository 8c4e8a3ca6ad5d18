import Link from 'next/link';
import { UserText } from '../_ui/labels/user-text';
import { linkClass } from '../_ui/link-class';

const refPattern = /\b((?:INC|THR)-\d{4}-\d{4,})\b/i;

/** Text in which each reference leads to its record. */
export function RefText({ children }: { children: string }) {
  return children.split(refPattern).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name.
      <Link key={index} href={`/events/${part.toUpperCase()}`} prefetch={false} className={linkClass}>
        {part}
      </Link>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name.
      <UserText key={index}>{part}</UserText>
    ),
  );
}
