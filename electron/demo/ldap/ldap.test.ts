import { connect } from "node:net";
import {
  AndFilter,
  BerWriter,
  Client,
  EqualityFilter,
  NotFilter,
  OrFilter,
  PresenceFilter,
  SizeLimitExceededError,
  SubstringFilter,
} from "ldapts";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { directoryPopulation } from "../world/directory-population";
import { LDAP_BASE } from "./ldap-entry";
import { splitMessages, writeResult } from "./ldap-wire";
import { type LdapServer, startLdapServer } from "./start-ldap-server";

const POPULATION = directoryPopulation();

let server: LdapServer;
const clients: Client[] = [];
const open = (): Client => {
  const client = new Client({ url: `ldap://127.0.0.1:${server.port}`, timeout: 1500, connectTimeout: 1500 });
  clients.push(client);
  return client;
};
const search = (
  filter: ConstructorParameters<typeof AndFilter>[0]["filters"][number] | string,
  options: { sizeLimit?: number; attributes?: string[] } = {},
) => open().search(LDAP_BASE, { scope: "sub", filter, ...options });

beforeAll(async () => {
  server = await startLdapServer({ entries: POPULATION });
});
afterEach(async () => {
  Object.assign(server.faults, { delay: 0, resultCode: undefined, drop: false, mute: false });
  await Promise.all(clients.splice(0).map((client) => client.unbind().catch(() => undefined)));
});
afterAll(() => server.close());

describe("the population", () => {
  test("counts 2,000 mailboxes with the practice and its colleagues, all under the demonstration's domains", () => {
    expect(POPULATION).toHaveLength(2000);
    expect(new Set(POPULATION.map(({ mail }) => mail)).size).toBe(2000);
    expect(POPULATION.every(({ mail }) => /^[a-z0-9.-]+@([a-z-]+\.)+mssante\.fr$/u.test(mail))).toBe(true);
    expect(new Set(POPULATION.map(({ kind }) => kind))).toEqual(new Set(["PER", "ORG", "APP"]));
    expect(POPULATION.every(({ idNat, kind }) => (kind === "PER" ? /^8\d{11}$/u.test(idNat) : idNat === ""))).toBe(
      true,
    );
  });
});

describe("searching", () => {
  test("finds a colleague by the beginning of her name, whatever the case", async () => {
    const { searchEntries } = await search(new SubstringFilter({ attribute: "SN", initial: "demo-card" }));
    expect(searchEntries).toEqual([
      expect.objectContaining({
        dn: `mail=paul.demo-cardio@medecin.demo.mssante.fr,${LDAP_BASE}`,
        cn: "Paul DEMO-CARDIO",
        givenName: "Paul",
        demoTypeBal: "PER",
        demoIdNat: expect.stringMatching(/^8997\d{8}$/u),
        l: "DEMOVILLE",
      }),
    ]);
  });

  test("counts accents: lefevre is not LEFÈVRE", async () => {
    expect((await search(new SubstringFilter({ attribute: "sn", initial: "lefevre" }))).searchEntries).toEqual([]);
    expect(
      (await search(new SubstringFilter({ attribute: "sn", initial: "lefèvre" }))).searchEntries.length,
    ).toBeGreaterThan(0);
  });

  test("understands what a generic mail client sends while one types", async () => {
    const { searchEntries } = await search("(&(|(sn=demo-d*)(cn=demo-d*)(mail=demo-d*))(mail=*))");
    expect(searchEntries.map(({ sn }) => String(sn)).toSorted()).toEqual(["DEMO-DERMA", "DEMO-DIABETO"]);
  });

  test("combines and, or, not, equality and presence", async () => {
    const filter = new AndFilter({
      filters: [
        new EqualityFilter({ attribute: "l", value: "demoville" }),
        new OrFilter({
          filters: [
            new EqualityFilter({ attribute: "demoTypeBal", value: "ORG" }),
            new EqualityFilter({ attribute: "demoTypeBal", value: "APP" }),
          ],
        }),
        new NotFilter({ filter: new PresenceFilter({ attribute: "givenName" }) }),
        new SubstringFilter({ attribute: "cn", any: ["des", "till"] }),
      ],
    });
    const { searchEntries } = await search(filter);
    expect(searchEntries.map(({ mail }) => mail)).toEqual([
      "secretariat.tilleuls@cabinet.demo.mssante.fr",
      "pharmacie.tilleuls@pharmacie-demo.demo.mssante.fr",
    ]);
  });

  test("a substring in the middle and one at the end hold in order and do not overlap", async () => {
    const found = async (options: ConstructorParameters<typeof SubstringFilter>[0]) =>
      (await search(new SubstringFilter({ ...options, attribute: "mail" }))).searchEntries.map(({ mail }) => mail);
    expect(await found({ attribute: "mail", initial: "demo.", any: ["@mede"], final: "demo.mssante.fr" })).toHaveLength(
      2,
    );
    expect(await found({ attribute: "mail", initial: "demo.martin@medecin.demo.mssante.fr", final: "fr" })).toEqual([]);
    expect(await found({ attribute: "mail", any: ["mssante", "medecin"], final: "fr" })).toEqual([]);
  });

  test("an injected filter is a value, not a filter", async () => {
    expect((await search(new EqualityFilter({ attribute: "sn", value: "*)(mail=*" }))).searchEntries).toEqual([]);
  });

  test("gives the attributes that were asked for", async () => {
    const { searchEntries } = await search(
      new EqualityFilter({ attribute: "mail", value: "demo.martin@medecin.demo.mssante.fr" }),
      { attributes: ["mail", "CN"] },
    );
    expect(Object.keys(searchEntries[0] ?? {}).toSorted()).toEqual(["cn", "dn", "mail"]);
  });

  test("stops at 100 entries with code 4, or earlier when the client says so", async () => {
    await expect(search(new PresenceFilter({ attribute: "mail" }))).rejects.toThrow(SizeLimitExceededError);
    // ldapts takes its own limit being reached for a success.
    expect((await search(new PresenceFilter({ attribute: "mail" }), { sizeLimit: 3 })).searchEntries).toHaveLength(3);
    const partial = open();
    const error = await partial
      .search(LDAP_BASE, { scope: "sub", filter: "(mail=*)" })
      .catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 4 });
  });

  test("answers noSuchObject outside the base and refuses to be written to", async () => {
    await expect(open().search("ou=people,dc=exemple", { filter: "(mail=*)" })).rejects.toMatchObject({ code: 32 });
    await expect(open().del(`mail=demo.martin@medecin.demo.mssante.fr,${LDAP_BASE}`)).rejects.toMatchObject({
      code: 53,
    });
    await expect(open().bind("cn=admin", "secret")).rejects.toMatchObject({ code: 53 });
    await expect(open().bind("", "")).resolves.toBeUndefined();
  });
});

describe("misbehaving on demand", () => {
  test("gives the wanted result, comes late, cuts, or stays mute", async () => {
    const one = () => search(new EqualityFilter({ attribute: "sn", value: "MARTIN" }));
    server.faults.resultCode = 51;
    await expect(one()).rejects.toMatchObject({ code: 51 });
    server.faults.resultCode = undefined;
    server.faults.delay = 150;
    const started = Date.now();
    expect((await one()).searchEntries).toHaveLength(1);
    expect(Date.now() - started).toBeGreaterThan(140);
    server.faults.delay = 0;
    server.faults.drop = true;
    await expect(one()).rejects.toThrow();
    server.faults.drop = false;
    server.faults.mute = true;
    await expect(one()).rejects.toThrow();
  });
});

/** A search whose filter is written by hand. */
function searchWith(filter: (writer: BerWriter) => void): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(1);
  writer.startSequence(0x63);
  writer.writeString(LDAP_BASE);
  for (let each = 0; each < 2; each += 1) writer.writeEnumeration(0);
  for (let each = 0; each < 2; each += 1) writer.writeInt(0);
  writer.writeBoolean(false);
  filter(writer);
  writer.endSequence();
  writer.endSequence();
  return writer.buffer;
}

describe("the wire", () => {
  test("messages are cut whole from any chunks", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ id: fc.nat(100_000), text: fc.string({ maxLength: 400 }) }), { maxLength: 6 }),
        fc.nat(40),
        (results, step) => {
          const whole = results.map(({ id, text }) => writeResult(id, 0x65, 0, text));
          const stream = Buffer.concat(whole);
          const found: Buffer[] = [];
          let rest = Buffer.alloc(0);
          for (let at = 0; at < stream.length; at += step + 1) {
            const cut = splitMessages(Buffer.concat([rest, stream.subarray(at, at + step + 1)]));
            found.push(...cut.messages);
            rest = Buffer.from(cut.rest);
          }
          expect(found.map((each) => each.toString("hex"))).toEqual(whole.map((each) => each.toString("hex")));
          expect(rest).toHaveLength(0);
        },
      ),
    );
  });

  test.each([
    ["noise", Buffer.from("GET / HTTP/1.1\r\n\r\n")],
    ["a length of 4 GB", Buffer.from("3084ffffffff0201", "hex")],
    [
      "an unknown filter",
      searchWith((writer) => {
        writer.startSequence(0xaf);
        writer.endSequence();
      }),
    ],
    [
      "a filter of 200 nots",
      searchWith((writer) => {
        for (let depth = 0; depth < 200; depth += 1) writer.startSequence(0xa2);
        for (let depth = 0; depth < 200; depth += 1) writer.endSequence();
      }),
    ],
  ])("%s ends the connection and nothing else", async (_name, bytes) => {
    const closed = await new Promise<boolean>((resolve) => {
      const socket = connect(server.port, "127.0.0.1", () => socket.write(bytes));
      socket.on("close", () => resolve(true));
      socket.on("error", () => undefined);
      setTimeout(() => resolve(socket.destroyed), 1500).unref();
    });
    expect(closed).toBe(true);
    expect((await search(new EqualityFilter({ attribute: "sn", value: "LEROY" }))).searchEntries).toHaveLength(1);
  });
});
