import { balanced } from '../../_i18n/bidi';

/** User text within a line: isolated, so that its direction affects nothing around it. */
export function UserText({ children }: { children: string }) {
  return <bdi>{balanced(children)}</bdi>;
}
