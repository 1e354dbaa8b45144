type Signature = { readonly types: readonly string[]; readonly matches: (bytes: Uint8Array) => boolean };

const signatures: readonly Signature[] = [
  // Readers accept a little noise before the mark (ISO 32000-1, annex H).
  { types: ["application/pdf"], matches: (bytes) => Buffer.from(bytes.subarray(0, 1024)).includes("%PDF-") },
  { types: ["image/png"], matches: starts([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  { types: ["image/jpeg", "image/jpg"], matches: starts([0xff, 0xd8, 0xff]) },
  { types: ["image/gif"], matches: starts([0x47, 0x49, 0x46, 0x38]) },
  {
    types: ["image/tiff"],
    matches: (bytes) => starts([0x49, 0x49, 0x2a, 0])(bytes) || starts([0x4d, 0x4d, 0, 0x2a])(bytes),
  },
  { types: ["text/rtf", "application/rtf"], matches: starts([0x7b, 0x5c, 0x72, 0x74, 0x66]) },
];

/** Whether the first bytes are those of the declared type; `true` for a type that has no signature here. */
export function matchesMediaType(mediaType: string, bytes: Uint8Array): boolean {
  const signature = signatures.find((each) => each.types.includes(mediaType));
  return signature ? signature.matches(bytes) : true;
}

/** A declared media type in lower case without parameters; anything else than `type/subtype` becomes `application/octet-stream`. */
export function plainMediaType(written: string): string {
  const type = (written.split(";")[0] ?? "").trim().toLowerCase();
  return /^[a-z0-9!#$&^_.+-]{1,64}\/[a-z0-9!#$&^_.+-]{1,64}$/.test(type) ? type : "application/octet-stream";
}

function starts(magic: readonly number[]): (bytes: Uint8Array) => boolean {
  return (bytes) => magic.every((byte, index) => bytes[index] === byte);
}
