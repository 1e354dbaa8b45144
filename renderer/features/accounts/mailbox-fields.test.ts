import { expect, test } from "vitest";
import { fromLabel } from "#shared/rules/from-label";
import { givenCode, mailboxFields, OPENING } from "./mailbox-fields";

const sender = { title: "Dr", given: "Camille", family: "DEMO", entity: "" };
const form = {
  address: "camille.demo@medecin.exemple.mssante.fr",
  details: { name: "Camille", kind: "PER", sender },
  label: fromLabel({ kind: "PER", ...sender }),
  application: { certificate: null, sasl: "external" },
  opening: OPENING,
} as const;
const byCode = { ...OPENING, way: "code", password: "secret", code: "123 456" } as const;

test("a mailbox opens by Pro Santé Connect unless something else is chosen", () => {
  expect(mailboxFields(form)).toMatchObject({ address: form.address, kind: "PER" });
  expect(mailboxFields(form)).not.toHaveProperty("auth");
  expect(mailboxFields({ ...form, address: "camille" })).toBeNull();
});

test("by a code, the login is the address where none is typed, and nothing is sent while something is missing", () => {
  expect(mailboxFields({ ...form, opening: byCode })).toMatchObject({
    auth: { kind: "code", login: form.address, place: "after" },
    secret: { password: "secret", code: "123456" },
  });
  expect(mailboxFields({ ...form, opening: { ...byCode, login: " cdemo " } })).toMatchObject({
    auth: { login: "cdemo" },
  });
  for (const missing of [{ password: "" }, { code: "12345" }])
    expect(mailboxFields({ ...form, opening: { ...byCode, ...missing } })).toBeNull();
});

test("a software's mailbox opens by its certificate alone", () => {
  const software = { ...form, details: { ...form.details, kind: "APP" }, opening: byCode } as const;
  expect(mailboxFields(software)).toBeNull();
  const application = { certificate: { subject: "DEMO", validTo: "2027-01-01" }, sasl: "none" } as const;
  const fields = mailboxFields({ ...software, application });
  expect(fields).toMatchObject({ auth: { kind: "certificate", sasl: "none" } });
  expect(fields).not.toHaveProperty("secret");
});

test("later a code is enough where the password is known, and one field says all where the operator wants it so", () => {
  expect(givenCode({ ...OPENING, code: "123456" }, false)).toEqual({ password: null, code: "123456" });
  expect(givenCode({ ...OPENING, place: "alone", code: "123456 secret" }, true)).toEqual({
    password: null,
    code: "123456 secret",
  });
  expect(givenCode({ ...OPENING, place: "alone", code: " " }, true)).toBeNull();
});
