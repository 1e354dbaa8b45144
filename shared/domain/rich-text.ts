/** A piece of text in one look; a `\n` in it is a line break inside its paragraph. */
export type RichRun = { readonly text: string; readonly bold?: true; readonly italic?: true };

/** One line of text, as one line of a plain message. */
export type RichParagraph = { readonly kind: "paragraph"; readonly runs: readonly RichRun[] };

/** An item of a list, and the lists under it. */
export type RichItem = { readonly runs: readonly RichRun[]; readonly lists: readonly RichList[] };

/** A list, bulleted or numbered. */
export type RichList = { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly RichItem[] };

/** A cell of a table; `header`: it names its column or its row. */
export type RichCell = { readonly runs: readonly RichRun[]; readonly header?: true };

/** A table, row by row, without merged cells. */
export type RichTable = { readonly kind: "table"; readonly rows: readonly (readonly RichCell[])[] };

/** What a formatted text is made of. */
export type RichBlock = RichParagraph | RichList | RichTable;

/** The text of a message with its simple formatting: all that a message of ours may hold, and nothing else. */
export type RichText = readonly RichBlock[];
