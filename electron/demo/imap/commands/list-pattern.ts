/** A test for LIST patterns: `%` stops at the delimiter, `*` does not (RFC 3501 §6.3.8). Linear in both lengths' product. */
export function listPattern(pattern: string): (name: string) => boolean {
  const wanted = pattern.replace(/[*%]*\*[*%]*/g, "*").replace(/%+/g, "%");
  return (name) => matches(wanted, name) || (name === "INBOX" && matches(wanted.toUpperCase(), name));
}

// Sets of positions instead of a backtracking expression: `%a%a%a…` from a client must not cost exponential time.
function matches(pattern: string, name: string): boolean {
  let reached = new Set([0]);
  for (const char of pattern) {
    const next = new Set<number>();
    for (const at of reached) {
      if (char !== "*" && char !== "%") {
        if (name.startsWith(char, at)) next.add(at + char.length);
        continue;
      }
      for (let end = at; end <= name.length && !next.has(end); end += 1) {
        next.add(end);
        if (char === "%" && name[end] === "/") break;
      }
    }
    reached = next;
  }
  return reached.has(name.length);
}
