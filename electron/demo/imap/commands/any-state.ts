import type { CommandGroup } from "../session/session";
import { done } from "../session/session";
import { keywordOf } from "../wire/arguments";
import { BadSyntax } from "../wire/parse-command";
import { capabilities } from "./capabilities";

/** Commands that work in every state (RFC 3501 §6.1, RFC 2971), and ENABLE (RFC 5161). */
export const anyStateCommands: CommandGroup = {
  CAPABILITY: {
    needs: "nothing",
    async handle(session) {
      await session.out.send(`* CAPABILITY ${capabilities(session)}\r\n`);
      return done("Capability completed");
    },
  },
  NOOP: { needs: "nothing", handle: () => done("NOOP completed") },
  CHECK: { needs: "view", handle: () => done("CHECK completed") },
  ID: {
    needs: "nothing",
    async handle(session) {
      await session.out.send('* ID ("name" "Pli demonstration operator")\r\n');
      return done("ID completed");
    },
  },
  LOGOUT: {
    needs: "nothing",
    async handle(session) {
      session.closing = true;
      await session.out.send("* BYE Logging out\r\n");
      return done("Logout completed");
    },
  },
  ENABLE: {
    needs: "account",
    async handle(session, { args }) {
      if (args.length === 0) throw new BadSyntax("Missing capability");
      const condstore = args.map((arg) => keywordOf(arg, "capability")).includes("CONDSTORE");
      session.condstore ||= condstore;
      await session.out.send(`* ENABLED${condstore ? " CONDSTORE" : ""}\r\n`);
      return done("Enabled");
    },
  },
};
