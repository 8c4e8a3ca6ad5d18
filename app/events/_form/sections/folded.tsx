'use client';

import { type ReactNode, useState } from 'react';
import { Disclosure } from '../../../_ui/disclosure';
import { useForm } from '../state/form-context';

type FoldedProps = {
  title: string;
  /** What it holds, in a few words. */
  summary: string;
  /** The fields inside, by the beginnings of their paths: it opens when one of them is wrong. */
  paths: readonly string[];
  isForcedOpen?: boolean;
  children: ReactNode;
};

/** A section that is seldom needed: folded, with a summary of what it holds. */
export function Folded({ title, summary, paths, isForcedOpen = false, children }: FoldedProps) {
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
