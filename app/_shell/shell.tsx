import type { ReactNode } from 'react';
import { Header, type HeaderProps } from './header';
import { MainPart } from './main-part';
import { TabTitle } from './tab-title';

type ShellProps = HeaderProps & {
  /** Of the tab; null where a part of the page tells it. */
  title: string | null;
  children: ReactNode;
};

/** The frame of every page: the header, and the page as its main part. */
export function Shell({ title, children, ...header }: ShellProps) {
  return (
    <>
      {title !== null && <TabTitle>{title}</TabTitle>}
      <Header {...header} />
      <MainPart>{children}</MainPart>
    </>
  );
}
