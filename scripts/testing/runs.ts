/** How often a costly property is tried: `ordinary` times by `npm test`, all the `long` ones by `npm run test:long`. */
export const runs = (ordinary: number, long: number): number =>
  process.env["PLI_LONG"] === undefined ? ordinary : long;
