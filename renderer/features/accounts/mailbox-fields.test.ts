import { expect, test } from "vitest";
import { fromLabel } from "#shared/rules/from-label";
import { givenCode, isIssuer, mailboxFields, OPENING, openingOf, readTelephone } from "./mailbox-fields";

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

const link = {
  ...OPENING.link,
  issuer: " https://id.exemple.mssante.fr/realms/x ",
  clientId: "pli",
  clientSecret: "s",
};
const byLink = (part: Partial<typeof link> = {}) =>
  mailboxFields({ ...form, opening: { ...OPENING, way: "link", link: { ...link, ...part } } });

test("by a link, the person is recognised by the address or by a telephone number, and nothing is sent while something is missing", () => {
  const auth = { kind: "operator-ciba", issuer: "https://id.exemple.mssante.fr/realms/x", clientId: "pli" };
  expect(byLink()).toMatchObject({ auth: { ...auth, hint: "address", login: form.address }, clientSecret: "s" });
  expect(byLink({ hint: "telephone", telephone: "+33 6 39 98 00 01" })).toMatchObject({
    auth: { ...auth, hint: "telephone", login: "+33639980001" },
  });
  for (const missing of [{ issuer: "" }, { clientId: " " }, { clientSecret: "" }, { hint: "telephone" as const }])
    expect(byLink(missing)).toBeNull();
});

test.each([
  ["https://id.exemple.mssante.fr", true],
  ["https://id.exemple.mssante.fr/realms/x/", true],
  ["http://id.exemple.mssante.fr", false],
  ["https://id.exemple.mssante.fr:8443", false],
  ["https://a@id.exemple.mssante.fr", false],
  ["https://id.exemple.mssante.fr/?a", false],
  ["id.exemple.mssante.fr", false],
])("%s is the address of a provider: %s", (typed, expected) => expect(isIssuer(typed)).toBe(expected));

test.each([
  ["06 39 98 00 01", "0639980001"],
  ["+33\u202f6.39-98(00)01", "+33639980001"],
  ["06399", null],
  ["06 39 98 00 0x", null],
  ["", null],
])("a number typed as %j is %j", (typed, number) => expect(readTelephone(typed)).toBe(number));

test("what was typed of an opening comes back to be corrected, but neither a password nor a code", () => {
  const link = { issuer: "https://id.demo.mssante.fr", clientId: "pli", clientSecret: "s", hint: "address" } as const;
  const typed = { ...OPENING, way: "link", link: { ...link, telephone: "", digits: true } } as const;
  const fields = mailboxFields({ ...form, opening: typed }) ?? expect.fail("not complete");
  expect(openingOf(fields, "link")).toEqual(typed);
  const called = { ...typed, link: { ...link, hint: "telephone", telephone: "0612345678", digits: false } } as const;
  expect(openingOf(mailboxFields({ ...form, opening: called }) ?? expect.fail("not complete"), "link")).toEqual(called);
  const coded = mailboxFields({ ...form, opening: { ...byCode, place: "comma" } }) ?? expect.fail("not complete");
  expect(openingOf(coded, "code")).toEqual({ ...OPENING, way: "code", place: "comma" });
  expect(openingOf(mailboxFields(form) ?? expect.fail("not complete"), "code")).toEqual({ ...OPENING, way: "code" });
});
