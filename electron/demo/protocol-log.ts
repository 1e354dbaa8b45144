import type { ProtocolLine } from "#shared/contract/demo-panel";

/** The last lines that the servers of the demonstration exchanged, secrets masked where they were heard. */
export type ProtocolLog = {
  readonly write: (protocol: ProtocolLine["protocol"], line: string) => void;
  /** Lines after a number, in order; the oldest are forgotten. */
  readonly since: (seq: number) => readonly ProtocolLine[];
};

const LONGEST = 240;

/** Keeps at most `most` lines. */
export function createProtocolLog(now: () => Date, most = 600): ProtocolLog {
  const lines: ProtocolLine[] = [];
  let seq = 0;
  return {
    write: (protocol, line) => {
      seq += 1;
      lines.push({ seq, at: now().toISOString(), protocol, line: masked(line).slice(0, LONGEST) });
      if (lines.length > most) lines.shift();
    },
    since: (after) => lines.filter((line) => line.seq > after),
  };
}

/** Whatever a server said: a matricule, a token and a code never stand in a line. */
export const masked = (line: string): string =>
  line
    .replace(/[\r\n]+/gu, " ")
    .replace(/\b[1-478]\d{4}(?:\d{2}|2[AB])\d{8}\b/giu, "***")
    .replace(
      /(bearer|basic|xoauth2|token|code|verifier|secret|assertion|password)("?[ =:]+"?)(?!user=)[^\s&;",]+/giu,
      "$1$2***",
    )
    .replace(/\beyJ[\w-]+(?:\.[\w-]+)*/gu, "***");
