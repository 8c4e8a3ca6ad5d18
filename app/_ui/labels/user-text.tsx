import { balanced } from '../../_i18n/bidi';

/** What somebody wrote, beside other things in one line: its direction is its own, and stays within it. */
export function UserText({ children }: { children: string }) {
  return <bdi>{balanced(children)}</bdi>;
}
