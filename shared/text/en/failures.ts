import type { failures as fr } from "../fr/failures";

/** Failure codes in sentences: what happened, what was kept, what to do. */
export const failures: typeof fr = {
  unexpected:
    "That did not succeed, for a reason Pli did not expect. Nothing you had written is lost. Try again; if it happens again, send the diagnostics to your support.",
  unreachable: "Pli could not finish: one of its parts does not answer. Your mail and drafts are kept. Try again.",
  "refused-sender": "This action is not allowed from this window. Nothing changed.",
  "too-many-calls": "Pli receives too many requests at once. Nothing changed. Try again in a moment.",
  "unknown-method": "This action does not exist in this version. Nothing changed. Restart Pli.",
  "invalid-input": "Something you typed is not accepted. Nothing changed. Correct it and start again.",
  "invalid-output": "The answer received is incomplete. Nothing changed. Try again.",
  "invalid-id-nat": "This identifier is not correct. It has 12 digits and begins with 8.",
  "signed-out": "You are not signed in. Your draft is kept. Sign in again with your e-CPS.",
  "session-ended": "Your session has ended. Your draft is kept. Sign in again with your e-CPS.",
  "token-refused": "The operator refused the connection. Your draft is kept. Sign in again with your e-CPS.",
  "store-closed": "Your mail is locked. Nothing is lost. Unlock Pli and start again.",
  "wrong-key": "That is not the right phrase or code. Nothing is lost. Start again.",
  "newer-schema": "This mail was opened by a newer version of Pli. It is intact. Install the latest version.",
  corrupt: "The mail file is damaged. Your mailbox, at your operator, is untouched. Restart Pli.",
  "read-only": "Pli cannot write to the disk. Your mail is intact. Check the disk and start again.",
  "disk-full": "The disk is full. What was saved is kept. Free some space and start again.",
  busy: "Pli is finishing something else. Nothing changed. Try again in a moment.",
  refused: "This request was refused. Nothing changed.",
  "no-such": "This item is no longer here. Nothing else changed. Go back to the list.",
  "not-found": "This item cannot be found. Nothing changed.",
  "message-not-found": "This message is no longer in the mailbox. It may have been deleted from another computer.",
  "document-not-found": "This document is no longer in this message. Nothing changed.",
  "part-not-found": "This attachment is no longer in this message. Nothing changed.",
  network: "No network. What you wrote is kept. Pli will go on as soon as the network is back.",
  offline: "You are offline. What you wrote is kept and will leave when you are connected again.",
  timeout: "The server did not answer in time. Nothing is lost. Try again.",
  unavailable: "The service does not answer. Nothing is lost. Try again in a few minutes.",
  "server-down": "The servers of the demonstration do not answer. Your mail is kept. Restart Pli.",
  "connection-lost": "The link with the operator was cut. Nothing is lost. Pli tries again by itself.",
  untrusted:
    "The identity of the server could not be checked. Nothing was entrusted to it. Tell your operator if it lasts.",
  "untrusted-server":
    "The identity of the server could not be checked. Nothing was entrusted to it. Tell your operator if it lasts.",
  "too-big":
    "This is too large to be handled here. The message stays in your mailbox; save the file to read it otherwise.",
  "message-too-big": "This message is too large to be shown. It stays in your mailbox.",
  "message-headers-too-big":
    "The header of this message is abnormally long. It stays in your mailbox and is not shown.",
  "attachment-too-big": "This file exceeds the size allowed. It was not attached; your draft is kept.",
  "parser-busy": "Other documents are being read. Try again in a moment.",
  "parser-closed": "The reading of this document stopped. The message is intact. Try again.",
  "parser-timeout":
    "Reading this document took too long and was stopped. The message is intact; save the file to read it otherwise.",
  unreadable: "This content is unreadable. The original message is kept as it is.",
  "not-previewable": "This kind of file is not shown in Pli. Save it to open it with your own program.",
  "hash-mismatch":
    "The document was changed since it was sent (different fingerprint). It was not filed. Ask its author to send it again.",
  "link-refused": "This link is not safe. It was not opened.",
  "draft-blocked": "This message cannot leave as it is. It is kept as a draft. See the points shown.",
  "too-late": "The message has already left. It can no longer be held back.",
  "zip-unreadable": "The attached archive is unreadable. It was not filed. Ask its author to send it again.",
  "zip-encrypted": "The attached archive is protected by a password. It was not opened.",
  "zip-too-big": "The attached archive is too large. It was not opened.",
  "not-cda": "This document is not a structured medical document. Save it to read it otherwise.",
  "not-xdm": "This archive is not a parcel of medical documents. Save it to read it otherwise.",
};
