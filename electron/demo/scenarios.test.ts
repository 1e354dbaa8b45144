import { afterAll, beforeAll, expect, test } from "vitest";
import { DOCTORS } from "./world/practice";
import { readMail } from "./mail/read-mail";
import type { DemoOperator } from "./operator";
import { smallOperator } from "./testing/rehearsed-operator";

let operator: DemoOperator;
beforeAll(async () => void (operator = await smallOperator()), 60_000);
afterAll(() => operator.close());

const BOX = DOCTORS.martin.address;
const inbox = () =>
  [...(operator.store.account(BOX).find("INBOX")?.mailbox.messages() ?? [])].map(({ raw }) => readMail(raw));

test("a report arrives, then the version that replaces it", async () => {
  const before = inbox().length;
  await operator.act("lab-report");
  await operator.act("replace-report");
  const [first, second] = inbox().slice(before);
  expect(first?.subject).toContain("PAT-CHENE");
  expect(second?.text()).toContain("annule et remplace");
});

test("a patient writes, a software refuses the last document sent", async () => {
  const before = inbox().length;
  await operator.act("patient-message");
  await operator.act("failure-receipt");
  const [message, failure] = inbox().slice(before);
  expect(message?.from).toMatch(/@patient\.mssante\.fr$/u);
  expect(failure?.automatic).toBe(true);
});

test("an outage refuses new connections until the operator is back", async () => {
  await operator.act("outage");
  expect([operator.servers.imapFaults.refuseConnections, operator.servers.smtpFaults.unavailable]).toEqual([
    true,
    true,
  ]);
  await operator.act("recover");
  expect([operator.servers.imapFaults.refuseConnections, operator.servers.smtpFaults.unavailable]).toEqual([
    false,
    false,
  ]);
});
