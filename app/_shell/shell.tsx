import type { ReactNode } from 'react';
import { Header, type HeaderProps } from './header';
import { MainPart } from './main-part';
import { TabTitle } from './tab-title';

type ShellProps = HeaderProps & {
  /** Of the tab; null where a part of the page tells it. */
  title: string | null;
  /** A way past the header to what the page is about, where that is further in than its beginning. */
  skip?: ReactNode;
  children: ReactNode;
};

/** The frame of every page: the header, and the page as its main part. */
export function Shell({ title, skip, children, ...header }: ShellProps) {
  return (
    <>
      {title !== null && <TabTitle>{title}</TabTitle>}
      {skip}
      <Header {...header} />
      <MainPart>{children}</MainPart>
    </>
  );
}
