/**
 * A skip link that appears on focus. It is clipped rather than moved out of the window: Next would scroll a page that
 * begins with it past the top.
 */
export function SkipLink({ to, children }: { to: string; children: string }) {
  return (
    <a
      href={`#${to}`}
      data-print="no"
      className="fixed start-2 top-2 z-50 rounded-control bg-ink px-3 py-2 font-medium text-paper not-focus:pointer-events-none not-focus:[clip-path:inset(50%)]"
    >
      {children}
    </a>
  );
}
