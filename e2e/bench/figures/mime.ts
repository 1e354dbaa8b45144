import { simpleParser } from "mailparser";
import { readMessageSafely } from "../../../electron/documents/parser/read-message-safely";
import { alternate, timed } from "../compare";
import { parserOf } from "../documents";
import type { Figure } from "../figure";
import { longLetter } from "../letters";

/** Our parser, its process and the way there and back, against a library in process; each turn reads its own share of the mails. */
export const mime: Figure = {
  id: "mime",
  what: "lecture de courriels de 2 à 400 Ko, isolés",
  against: "mailparser dans le processus",
  unit: "ms/courriel",
  goal: "≤ 1,4×",
  held: ({ ratio }) => ratio <= 1.4,
  run: async (bench) => {
    const each = Math.floor((bench.quick ? 500 : 5000) / bench.pairs);
    const parser = await parserOf(bench);
    const share = (turn: number) => Array.from({ length: each }, (_, index) => longLetter(turn * each + index));
    let mails: readonly Buffer[] = [];
    try {
      return await alternate(
        bench.pairs,
        async (turn) => {
          mails = share(turn);
          return (await timed(() => one(mails, (raw) => readMessageSafely(parser, raw)))) / each;
        },
        async () => (await timed(() => one(mails, (raw) => simpleParser(raw)))) / each,
      );
    } finally {
      parser.close();
    }
  },
};

async function one(mails: readonly Buffer[], read: (raw: Buffer) => Promise<unknown>): Promise<void> {
  for (const raw of mails) await read(raw);
}
