import { expect } from "@playwright/test";
import { requirement } from "./support/requirement";

requirement(["CONF.04", "ECO.1.1.9"], async ({ call, space, ways, address, mailboxId }, evidence) => {
  const url = `autoconfig.${address.split("@")[1] ?? ""}/mail/config-v1.1.xml`;
  expect((await space.autoconfigRequests()).some((asked) => asked.startsWith(url))).toBe(true);
  const steps = await call("mailboxes.test", { mailboxId });
  const inOrder = ["autoconfig", "dns", "tcp", "starttls", "certificate", "imap", "smtp"];
  expect(steps.map(({ step }) => step).filter((step) => inOrder.includes(step))).toEqual(inOrder);
  expect(steps.filter(({ state }) => state === "failed")).toEqual([]);
  // Nothing is guessed where the operator says nothing.
  await ways.autoconfig.inject({ kind: "cut" });
  const other = await call("mailboxes.add", {
    address: "autre.demo@patient.mssante.fr",
    name: "",
    kind: "PER",
    fromLabel: "Claire_DEMO",
    environmentId: "custom",
  });
  expect(other.mailbox).toBeNull();
  expect(other.steps.find(({ step }) => step === "autoconfig")).toMatchObject({ step: "autoconfig", state: "failed" });
  expect(other.steps.filter(({ state }) => state === "ok").map(({ step }) => step)).toEqual(["proxy"]);
  evidence(`${url} demandé ; serveurs réglés puis éprouvés : ${inOrder.join(", ")} ; sans réponse, rien n’est deviné`);
});
