import type { Locale } from '@/db/model/locales';
import type { Position, Size, View } from '../frame/mercator';

/** The drawing of land, borders and names under the marks. */
export type Basemap = {
  moveTo(view: View, isAnimated: boolean): void;
  resize(size: Size): void;
  /** Whether dragging and the wheel move the map; not while a box is drawn. */
  setMovable(isMovable: boolean): void;
  /** Keeps the names of the basemap away from the marks and their names. */
  makeRoom(room: Room): void;
  /** The theme has changed. */
  restyle(): void;
  remove(): void;
};

/** What lies over the basemap, and the places that marks name, as the gazetteer writes them. */
export type Room = {
  obstacles: readonly (Position & { label: { text: string; isLeft: boolean; gap: number } | null })[];
  names: readonly string[];
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
  /** What was drawn is gone: the WebGL context has been lost. */
  onLost(): void;
};

/** A country and where its name stands; `area` in 1,000 km². */
export type CountryLabel = [iso: string, lon: number, lat: number, area: number];
