import { expect, test } from "vitest";
import { demoArchive, demoPdf } from "../parser/testing/demo-archive";
import { forgeZip, utf8 } from "../zip/testing/forge-zip";
import { readMessage } from "./read-message";
import { base64, message, multipart, part } from "./testing/build-message";

const attached = (bytes: Uint8Array, name = "IHE_XDM.zip", type = "application/zip"): string =>
  part(
    [`Content-Type: ${type}`, `Content-Disposition: attachment; filename=${name}`, "Content-Transfer-Encoding: base64"],
    base64(bytes),
  );
const read = (...parts: readonly string[]) => readMessage(message(multipart("mixed", [...parts])));
const metadata = "IHE_XDM/SUBSET01/METADATA.XML";

const CASES = {
  "a bomb": ["too-big", forgeZip([{ name: metadata, bytes: new Uint8Array(50_000_000) }])],
  "a password": ["protected", forgeZip([{ name: metadata, bytes: utf8("x"), flags: 0x801 }])],
  "a wrong check sum": ["damaged", forgeZip([{ name: metadata, bytes: utf8("<x/>"), claimedCrc: 1 }])],
  "bytes of something else": ["damaged", utf8("quatre octets")],
  "a name that climbs out": ["unsafe", forgeZip([{ name: "../x", bytes: utf8("x") }])],
  "a description that is not XML": ["undescribed", forgeZip([{ name: metadata, bytes: utf8("<x") }])],
} as const;

test.each(Object.entries(CASES))(
  "an archive refused for %s says why, and stays a file to save",
  async (_, [why, bytes]) => {
    const { parts, xdm } = await read(attached(bytes));
    expect(xdm).toBeNull();
    expect(parts).toMatchObject([{ name: "IHE_XDM.zip", refused: why }]);
  },
);

test("a good archive, one of something else, and what is no archive are refused nothing", async () => {
  const good = attached(await demoArchive(await demoPdf("Compte rendu DEMO")));
  expect((await read(good)).parts[0]).not.toHaveProperty("refused");
  const other = attached(forgeZip([{ name: "photo.txt", bytes: utf8("x") }]), "photos.zip");
  const file = attached(utf8("x"), "notes.bin", "application/octet-stream");
  for (const { refused } of (await read(other, file)).parts) expect(refused).toBeUndefined();
});

test("a refused archive does not hide a good one after it", async () => {
  const { parts, xdm } = await read(
    attached(utf8("cassée"), "premiere.zip"),
    attached(await demoArchive(await demoPdf("Compte rendu DEMO"))),
  );
  expect(xdm?.documents).not.toHaveLength(0);
  expect(parts.map(({ refused }) => refused)).toEqual(["damaged", undefined]);
});
