import type { ReactNode } from 'react';
import { Header, type HeaderProps } from './header';
import { MainContent } from './main-content';
import { TabTitle } from './tab-title';

type ShellProps = HeaderProps & {
  /** The tab's title; null if the page sets it itself. */
  title: string | null;
  /** A skip link, if the main content is not at the beginning of the page. */
  skip?: ReactNode;
  children: ReactNode;
};

/** The frame of every page: header and main element. */
export function Shell({ title, skip, children, ...header }: ShellProps) {
  return (
    <>
      {title !== null && <TabTitle>{title}</TabTitle>}
      {skip}
      <Header {...header} />
      <MainContent>{children}</MainContent>
    </>
  );
}
