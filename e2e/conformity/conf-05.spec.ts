import { expect } from "@playwright/test";
import { saidInClear } from "./support/client-hello";
import { tested, throughDoor } from "./support/doors";
import { arrivedAt, newColleague, newMark, send, sent, write } from "./support/mail";
import { requirement } from "./support/requirement";

requirement(["CONF.05", "ECO.1.0.1"], async (practice, evidence) => {
  const { call, space, ways } = practice;
  ways.smtp.forget();
  await sent(practice, { to: [newColleague()] });
  const clear = ways.smtp.passed().map(({ fromClient }) => saidInClear(fromClient));
  expect(clear.length).toBeGreaterThan(0);
  for (const said of clear) expect(said).toMatch(/^EHLO \S+\r\nSTARTTLS\r\n$/u);

  const to = newColleague();
  const mark = newMark();
  const id = await throughDoor(
    practice,
    "smtp",
    // What a network that strips does: the word is neither offered nor understood.
    {
      rewrite: (line, secure) => (!secure && /^250[ -]STARTTLS/iu.test(line) ? "250-X-NOTHING" : line),
      answer: (line, secure) => (!secure && line === "STARTTLS" ? { say: "502 5.5.1 not implemented" } : null),
    },
    async (door) => {
      expect(await tested(practice, "smtp")).not.toBe("ok");
      const item = await send(practice, await write(practice, { to: [to], text: mark }));
      const state = async () => (await call("outbox.list", undefined)).find((one) => one.id === item.id)?.state;
      await expect.poll(state).toMatch(/retry|failed/u);
      expect(door.said().filter(({ from, text }) => from === "client" && /AUTH|MAIL|DATA/iu.test(text))).toEqual([]);
      return item.id;
    },
  );
  await call("outbox.retry", { id });
  await arrivedAt(space, to, mark);
  evidence(
    "en clair : EHLO puis STARTTLS seuls ; sans STARTTLS ni jeton ni message ne partent, le message attend puis arrive",
  );
});
