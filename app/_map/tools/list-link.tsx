import type { ReactNode } from 'react';
import { Button } from '../../_ui/button';
import { ButtonLink } from '../../_ui/button-link';

type ListLinkProps = {
  search: string;
  /** The box of the list, W,S,E,N. */
  box: string;
  onBox?: (box: string | null) => void;
  children: ReactNode;
};

/** Shows the records in a box in the list: in place, or on the board. */
export function ListLink({ search, box, onBox, children }: ListLinkProps) {
  if (onBox) {
    return (
      <Button size="small" onClick={() => onBox(box)}>
        {children}
      </Button>
    );
  }
  const query = new URLSearchParams(search);
  query.set('bbox', box);
  return (
    <ButtonLink size="small" href={`/?${query}`}>
      {children}
    </ButtonLink>
  );
}
