/** A signature as it stands in a text: after the line of two dashes and a space that other programs know (RFC 3676 §4.3). Empty for none. */
export const signatureBlock = (signature: string): string =>
  signature.trim() === "" ? "" : `\n\n-- \n${signature.trimEnd()}\n`;

/** The text with one mailbox's signature changed for another's, where it stands untouched; a text without one gets it only when nothing is quoted. */
export const changeSignature = (text: string, from: string, to: string): string => {
  const before = signatureBlock(from);
  const after = signatureBlock(to);
  if (before !== "") {
    const at = text.indexOf(before);
    return at < 0 ? text : text.slice(0, at) + after + text.slice(at + before.length);
  }
  return /^>/mu.test(text) ? text : text + after;
};
