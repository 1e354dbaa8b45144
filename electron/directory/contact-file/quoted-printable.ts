import { fromUtf8OrWindows1252 } from "#shared/rules/windows-1252";

/** Whether the parameters of a content line say that its value is quoted-printable (vCard 2.1, §2.1.3). */
export function isQuotedPrintable(line: string): boolean {
  const [, ...parameters] = line.slice(0, Math.max(0, line.indexOf(":"))).split(";");
  return parameters.some((parameter) => /^(?:ENCODING=)?QUOTED-PRINTABLE$/iu.test(parameter));
}

/**
 * A value in quoted-printable as text: UTF-8, else Windows-1252, whatever charset was announced. A line end within it is an escape of vCard; what is no
 * sequence stays as written.
 */
export function unquoted(value: string): string {
  return value.replace(/(?:=[\dA-F]{2})+/giu, (run) => {
    const bytes = Uint8Array.from(run.slice(1).split("="), (pair) => Number.parseInt(pair, 16));
    return fromUtf8OrWindows1252(bytes).replaceAll(/\r\n|\r|\n/gu, "\\n");
  });
}
