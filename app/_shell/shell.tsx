import type { ReactNode } from 'react';
import { Header, type HeaderProps } from './header';

/** The frame of every page: the header, and the page as its main part. */
export function Shell({ children, ...header }: HeaderProps & { children: ReactNode }) {
  return (
    <>
      <Header {...header} />
      <main id="content" tabIndex={-1} className="outline-none">
        {children}
      </main>
    </>
  );
}
