/** A link that shows itself once it has the focus: past what stands before. */
export function SkipLink({ to, children }: { to: string; children: string }) {
  return (
    <a
      href={`#${to}`}
      data-print="no"
      className="fixed start-2 top-2 z-50 -translate-y-20 rounded-control bg-ink px-3 py-2 font-medium text-paper focus:translate-y-0"
    >
      {children}
    </a>
  );
}
