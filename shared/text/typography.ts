/** Puts the non-breaking spaces of French typography where the catalogue has plain ones: before ; : ? ! » % and after «, between a number and `h`. */
export const frenchSpacing = (text: string): string =>
  text
    .replace(/ ([;:?!»%])/gu, "\u00a0$1")
    .replace(/« /gu, "«\u00a0")
    .replace(/(\d|\}) (h|min|s|Mo|Ko|Go)\b/gu, "$1\u00a0$2");
