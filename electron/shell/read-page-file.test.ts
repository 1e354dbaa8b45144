import { expect, test } from "vitest";
import { readPageFile } from "./read-page-file";

/** A disk that fails so many times, with that error, and how it was asked. */
function disk(failures: number, code: string) {
  const asked: string[] = [];
  const read = async (file: string): Promise<Buffer> => {
    asked.push(file);
    if (asked.length <= failures) throw Object.assign(new Error(code), { code });
    return Buffer.from("bytes");
  };
  return { asked, read };
}
const atOnce = async (): Promise<void> => undefined;

test("a file that could not be read for a moment is read again, before the page is refused it for good", async () => {
  const { asked, read } = disk(3, "EMFILE");
  expect((await readPageFile("settings.js", read, atOnce))?.toString()).toBe("bytes");
  expect(asked).toHaveLength(4);
});

test("one that cannot be read is told so in the end, and one that is not there at once", async () => {
  const broken = disk(99, "EIO");
  expect(await readPageFile("settings.js", broken.read, atOnce)).toBeNull();
  expect(broken.asked).toHaveLength(4);
  const absent = disk(99, "ENOENT");
  expect(await readPageFile("other.js", absent.read, atOnce)).toBeNull();
  expect(absent.asked).toEqual(["other.js"]);
});
