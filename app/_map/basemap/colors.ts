const names = ['sea', 'land', 'coast', 'border', 'province', 'country-name', 'place-name'] as const;

export type MapColors = Record<(typeof names)[number], string>;

/** The colours of the theme, as MapLibre can read them. */
export function readColors(container: HTMLElement): MapColors {
  const style = getComputedStyle(container);
  const read = (name: string) => style.getPropertyValue(`--map-${name}`).trim() || '#888888';
  return {
    sea: read('sea'),
    land: read('land'),
    coast: read('coast'),
    border: read('border'),
    province: read('province'),
    'country-name': read('country-name'),
    'place-name': read('place-name'),
  };
}

/** Calls back when the reader or their system changes the theme. */
export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', onChange);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', onChange);
  };
}
