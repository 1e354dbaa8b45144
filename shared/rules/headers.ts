/** Names of the MSSanté headers (ECO.2.2.8, ECO.2.4.1–3). */
export const MSS_HEADERS = { nil: "X-MSS-NIL", ins: "X-MSS-INS", codeCda: "X-MSS-CODECDA", mes: "X-MSS-MES" } as const;

/** What a message to send is made of, as far as its MSSanté headers go. */
export type MssHeadersInput = {
  /** Product reference of the Convergence platform. */
  readonly nil: string;
  /** One per CDA of the XDM archive; empty when the message carries no archive. */
  readonly cdas: readonly { readonly code: string; readonly insQualified: boolean }[];
  readonly finRequested: boolean;
  readonly hasPatientRecipient: boolean;
};

export type MssHeadersResult =
  | { readonly ok: true; readonly headers: readonly (readonly [name: string, value: string])[] }
  | { readonly ok: false; readonly code: "nil-missing" | "nil-invalid" | "cda-code-invalid" };

const NIL = /^[!-~](?:[ -~]{0,62}[!-~])?$/;
// No comma, space or control: the value is a comma-separated list on one header line.
const CODE = /^[A-Za-z0-9._:-]{1,64}$/;

/**
 * MSSanté headers of a message, in order: NIL on every message, INS and CODECDA only with at least one CDA in an XDM
 * archive, MES only for a patient (ECO.2.4.3, ECO.2.4.2, ECO.2.4.1, ECO.2.2.8).
 */
export const mssHeadersFor = (input: MssHeadersInput): MssHeadersResult => {
  const nil = input.nil.replace(/^ +| +$/g, "");
  if (nil === "") return { ok: false, code: "nil-missing" };
  if (!NIL.test(nil)) return { ok: false, code: "nil-invalid" };
  const headers: (readonly [string, string])[] = [[MSS_HEADERS.nil, nil]];
  if (input.cdas.length > 0) {
    if (!input.cdas.every((cda) => CODE.test(cda.code))) return { ok: false, code: "cda-code-invalid" };
    headers.push([MSS_HEADERS.ins, input.cdas.some((cda) => cda.insQualified) ? "O" : "N"]);
    headers.push([MSS_HEADERS.codeCda, input.cdas.map((cda) => cda.code).join(",")]);
  }
  if (input.finRequested && input.hasPatientRecipient) headers.push([MSS_HEADERS.mes, "FIN"]);
  return { ok: true, headers };
};

/** Values of the MSSanté headers of a received message; `null` where absent or not understood. */
export type ParsedMssHeaders = {
  readonly nil: string | null;
  readonly ins: "O" | "N" | null;
  readonly codeCda: readonly string[];
  readonly mes: "FIN" | null;
};

/** Reads the MSSanté headers of received mail, tolerating case, spaces, folding and `;`; at most 200 codes. */
export const parseMssHeaders = (get: (name: string) => string | null | undefined): ParsedMssHeaders => {
  const value = (name: string) =>
    (get(name) ?? "")
      .slice(0, 20_000)
      .replace(/[\p{Cc}\s]+/gu, " ")
      .trim();
  const nil = value(MSS_HEADERS.nil).slice(0, 64);
  const ins = value(MSS_HEADERS.ins).toUpperCase();
  return {
    nil: nil === "" ? null : nil,
    ins: ins === "O" || ins === "N" ? ins : null,
    codeCda: value(MSS_HEADERS.codeCda)
      .split(/[,; ]+/)
      .filter((code) => CODE.test(code))
      .slice(0, 200),
    mes: value(MSS_HEADERS.mes) === "FIN" ? "FIN" : null,
  };
};
