import { createConnection } from "node:net";
import { createInterface } from "node:readline";

/**
 * Hands a message over by LMTP (RFC 2033) on loopback and resolves when every recipient has it.
 * `from` is a reverse path with its brackets, `<>` for none; throws with the server's answer otherwise.
 */
export async function deliverByLmtp(
  port: number,
  from: string,
  to: readonly string[],
  raw: Uint8Array | string,
): Promise<void> {
  const socket = createConnection({ host: "127.0.0.1", port });
  socket.setTimeout(10_000, () => socket.destroy(new Error("LMTP: no answer")));
  const failed = new Promise<never>((_, reject) => socket.once("error", reject));
  failed.catch(() => undefined);
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const answer = async (expected: string): Promise<void> => {
    for (;;) {
      const { value, done } = await Promise.race([lines.next(), failed]);
      if (done === true) throw new Error("LMTP: closed");
      if (value.charAt(3) === "-") continue;
      if (!value.startsWith(expected)) throw new Error(`LMTP: ${value}`);
      return;
    }
  };
  const ask = async (line: string, expected: string): Promise<void> => {
    socket.write(`${line}\r\n`);
    await answer(expected);
  };
  try {
    await answer("220");
    await ask("LHLO localhost", "250");
    await ask(`MAIL FROM:${from}`, "250");
    for (const mailbox of to) await ask(`RCPT TO:<${mailbox}>`, "250");
    await ask("DATA", "354");
    socket.write(stuffed(raw));
    socket.write(".\r\n");
    for (const _ of to) await answer("250");
    socket.write("QUIT\r\n");
  } finally {
    socket.destroy();
  }
}

/** CRLF line ends and doubled leading dots (RFC 5321 §4.5.2), byte for byte otherwise. */
function stuffed(raw: Uint8Array | string): Buffer {
  const text = Buffer.from(raw).toString("latin1").replace(/\r?\n/gu, "\r\n").replace(/^\./gmu, "..");
  return Buffer.from(text.endsWith("\r\n") ? text : `${text}\r\n`, "latin1");
}
