import type { ReactNode } from 'react';

/** In this order they are listed. */
export const groups = [
  'recent',
  'actions',
  'pages',
  'views',
  'countries',
  'events',
  'missions',
  'actors',
  'visits',
  'places',
] as const;
export type GroupName = (typeof groups)[number];

/** What the palette can do or go to. */
export type Target = {
  /** `kind:id`; recent targets are remembered by it, never by their words. */
  key: string;
  group: GroupName;
  /** Plain text, by which a fixed target is found. */
  label: string;
  /** What is shown in place of the label. */
  content?: ReactNode;
  mark?: ReactNode;
  /** At the end of the line. */
  about?: string;
  /** Whether the page stays and gets the focus back. */
  isHere?: boolean;
  run: () => void;
};
