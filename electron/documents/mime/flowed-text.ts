/** Text of a `format=flowed` body with its paragraphs joined (RFC 3676 §4); the signature mark and quote depths stay lines of their own. */
export function unflow(text: string, deleteSpace: boolean): string {
  const out: string[] = [];
  let open: { readonly quote: string } | null = null;
  for (const line of text.split("\n")) {
    const quote = /^>*/.exec(line)?.[0] ?? "";
    const unquoted = line.slice(quote.length);
    const content = unquoted.startsWith(" ") ? unquoted.slice(1) : unquoted;
    const signature = content === "-- ";
    const flows = content.endsWith(" ") && !signature;
    const piece = flows && deleteSpace ? content.slice(0, -1) : content;
    if (open && open.quote === quote && !signature) out[out.length - 1] += piece;
    else out.push(quote ? `${quote} ${piece}` : piece);
    open = flows ? { quote } : null;
  }
  return out.join("\n");
}
