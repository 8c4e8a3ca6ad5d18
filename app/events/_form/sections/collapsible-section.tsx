'use client';

import { type ReactNode, useState } from 'react';
import { Disclosure } from '../../../_ui/disclosure';
import { useForm } from '../state/form-context';

type CollapsibleSectionProps = {
  title: string;
  /** A short summary of the content. */
  summary: string;
  /** Path prefixes of the fields inside. The section opens if one of them is invalid. */
  paths: readonly string[];
  isForcedOpen?: boolean;
  children: ReactNode;
};

/** A collapsed section for rarely used fields, with a summary. */
export function CollapsibleSection({
  title,
  summary,
  paths,
  isForcedOpen = false,
  children,
}: CollapsibleSectionProps) {
  const { problems } = useForm();
  const hasProblem = problems.some(({ path }) =>
    paths.some((start) => path === start || path.startsWith(`${start}.`)),
  );
  const mustOpen = isForcedOpen || hasProblem;
  const [isOpen, setOpen] = useState(mustOpen);
  const [wasForced, setForced] = useState(mustOpen);
  if (mustOpen !== wasForced) {
    setForced(mustOpen);
    if (mustOpen) setOpen(true);
  }
  return (
    <Disclosure title={title} summary={summary} isOpen={isOpen} onToggle={setOpen}>
      {children}
    </Disclosure>
  );
}
