import * as z from 'zod';

const slug = z.string();

/** An example file such as kabul.json: records reference each other by slug, and missions by their Wikidata id. */
export const exampleFile = z.object({
  actors: z.array(z.looseObject({ slug, parentId: slug.optional() })),
  visits: z.array(z.looseObject({ slug })),
  events: z.array(
    z.looseObject({
      slug,
      location: z.looseObject({ country: z.string() }),
      targets: z.array(
        z.looseObject({
          country: z.string(),
          type: z.string(),
          missionId: z.string().optional(),
          visitId: slug.optional(),
        }),
      ),
      actors: z.array(z.looseObject({ actorId: slug })),
    }),
  ),
});
