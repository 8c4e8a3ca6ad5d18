'use client';

import { createLazyComponent } from '../../_lazy/lazy-component';
import { useLogging } from '../../_shell/_log/log-context';
import { loadLogMessages } from './log-messages';

const LogForm = createLazyComponent(async () => {
  const [module] = await Promise.all([import('./log-form'), loadLogMessages(document.documentElement.lang)]);
  return module;
}, 'writers');

/** Shows the form for a new record as the main element over the open page. Rendered once, in the layout. */
export function LogOverlay() {
  const { kind, close } = useLogging();
  if (kind === null) return null;
  return (
    <main
      id="content"
      tabIndex={-1}
      data-over
      className="fixed inset-x-0 top-[calc(var(--header)+var(--banner))] bottom-(--banner) z-[15] overflow-y-auto overscroll-contain bg-paper outline-none"
    >
      <LogForm kind={kind} onClose={close} />
    </main>
  );
}
