/** Classes shared by text fields, selects and combobox inputs. */
export const controlClass =
  'w-full min-h-9 rounded-control border border-edge bg-sheet px-3 py-1.5 text-body text-ink ' +
  'aria-invalid:border-2 aria-invalid:border-amber disabled:opacity-60 disabled:cursor-not-allowed ' +
  '[&[readonly]]:bg-raise';
