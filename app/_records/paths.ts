/** The addresses of the pages of countries, missions, actors, visits and places. */

export const pathOfCountry = (code: string) => `/countries/${code}`;

export const pathOfMission = (id: string) => `/missions/${id}`;

export const pathOfActor = (id: string) => `/actors/${id}`;

export const pathOfVisit = (id: string) => `/visits/${id}`;

/** A city as it is written in records. */
export const pathOfPlace = (country: string, city: string) =>
  `/places/${country}/${encodeURIComponent(city)}`;
