import type { Locale } from '@/db/model/locales';
import type { Size, View } from '../frame/mercator';

/** The drawing of land, borders and names under the marks. */
export type Basemap = {
  moveTo(view: View, isAnimated: boolean): void;
  resize(size: Size): void;
  /** Whether dragging and the wheel move the map; not while a box is drawn. */
  setMovable(isMovable: boolean): void;
  /** Places that a mark names already. */
  hideNames(names: readonly string[]): void;
  /** The theme has changed. */
  restyle(): void;
  remove(): void;
};

export type BasemapDeps = {
  container: HTMLElement;
  view: View;
  size: Size;
  locale: Locale;
  /** The names of countries by code, in the reader's language. */
  countries: Readonly<Record<string, string>>;
  isStill: boolean;
  /** The view has changed; `isSettled` once a movement has ended. */
  onView(view: View, isSettled: boolean): void;
  onDrawn(): void;
  /** WebGL is not available, or has been lost. */
  onLost(): void;
};

/** A country and where its name stands; `area` in 1,000 km². */
export type CountryLabel = [iso: string, lon: number, lat: number, area: number];
