/** Characters that change how what stands around them is read: bidirectional controls and invisible ones. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const BODY_CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const LONE_SURROGATES = /\p{Cs}/gu;
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;

/** One line of text to be shown from a header: no line break, control, bidirectional or invisible character (M03), bounded. */
export function plainLine(text: string, maxChars = 2_000): string {
  return text
    .slice(0, maxChars * 4)
    .replace(LONE_SURROGATES, "\ufffd")
    .replace(CONTROLS, " ")
    .replace(INVISIBLE, "")
    .trim()
    .slice(0, maxChars)
    .replace(LONE_SURROGATES, "");
}

/** Text of a body: line ends become `\n`, controls and bidirectional overrides go, the rest stays as written. */
export function plainBody(text: string): string {
  return text
    .replace(LONE_SURROGATES, "\ufffd")
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    .replace(BODY_CONTROLS, "")
    .replace(OVERRIDES, "");
}
