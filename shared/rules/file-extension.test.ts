import { expect, test } from "vitest";
import { fileExtension } from "./file-extension";

test.each([
  ["image/tiff", "tif"],
  ["text/rtf", "rtf"],
  ["application/rtf", "rtf"],
  ["image/jpeg", "jpg"],
  ["application/octet-stream", "bin"],
  ["text/html", "bin"],
  ["application/x-msdownload", "bin"],
  ["constructor", "bin"],
])("a file of type %s is saved as .%s", (type, extension) => {
  expect(fileExtension(type)).toBe(extension);
});
