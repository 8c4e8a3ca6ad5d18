/** What a plot shows, as a table: the first cell of a row names it. */
export type PlotTable = {
  headers: readonly string[];
  rows: readonly (readonly (string | number)[])[];
};
