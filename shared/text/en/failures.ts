import type { failures as fr } from "../fr/failures";

/** Failure codes in sentences: what happened, what was kept, what to do. */
export const failures: typeof fr = {
  unexpected:
    "That did not succeed, for a reason Pli did not expect. Nothing you had written is lost. Try again; if it happens again, send the diagnostics to your support.",
  unreachable: "Pli could not finish: one of its parts does not answer. Your mail and drafts are kept. Try again.",
  "refused-sender": "This action is not allowed from this window. Nothing changed. Go back to the main window of Pli.",
  "too-many-calls": "Pli receives too many requests at once. Nothing changed. Try again in a moment.",
  "unknown-method": "This action does not exist in this version. Nothing changed. Restart Pli.",
  "invalid-input": "Something you typed is not accepted. Nothing changed. Correct it and start again.",
  "invalid-output": "The answer received is incomplete. Nothing changed. Try again.",
  "invalid-id-nat":
    "This identifier is not correct: it has 12 digits and begins with 8. Nothing was requested. Check it on your e-CPS or your card.",
  "link-busy": "Another link already waits for your answer. Open it or cancel it first.",
  "link-config": "The client secret is missing. Nothing was requested. Type it again.",
  "password-missing": "The password of this mailbox is no longer in memory. Type it with the code.",
  "signed-out": "You are not signed in. Your draft is kept. Sign in again with your e-CPS.",
  "session-ended": "Your session has ended. Your draft is kept. Sign in again with your e-CPS.",
  "token-refused": "The operator refused the connection. Your draft is kept. Sign in again with your e-CPS.",
  "store-closed": "Your mail is locked. Nothing is lost. Unlock Pli and start again.",
  "wrong-key": "That is not the right phrase or code. Nothing is lost. Start again.",
  "newer-schema": "This mail was opened by a newer version of Pli. It is intact. Install the latest version.",
  corrupt: "The mail file is damaged. Your mailbox, at your operator, is untouched. Restart Pli.",
  "read-only": "Pli cannot write to the disk. Your mail is intact. Check the disk and start again.",
  "disk-full": "The disk is full. What was saved is kept. Free some space and start again.",
  "disk-error":
    "The disk of this computer does not answer properly. What was saved is kept. Try again; if it lasts, have the disk checked.",
  busy: "Pli is finishing something else. Nothing changed. Try again in a moment.",
  refused: "This request was refused. Nothing changed. If you should be allowed, tell your operator.",
  "contact-address": "One of the addresses cannot receive messages. Nothing was saved. Correct it and try again.",
  "contacts-unreadable": "This file cannot be read. Your contacts have not changed. Choose a vCard or CSV file.",
  "contacts-too-big": "This file is over 20 MB. Your contacts have not changed. Split it.",
  "directory-gone": "The search in the directory of this computer stopped. Nothing is lost. Try again.",
  "no-such": "This item is no longer here. Nothing else changed. Go back to the list.",
  "no-words": "At least one word is needed to search at the operator. Nothing was asked. Add a word to your search.",
  "not-found": "This item cannot be found. Nothing changed. Go back to the list, then open it again.",
  "nothing-to-export": "There is no message to export here. Nothing was written. Choose another folder.",
  "folder-missing":
    "The hand-over folder cannot be found: it was moved, renamed, or its disk is not plugged in. The document stays filed in Pli. Choose the folder again in the settings.",
  "folder-refused":
    "Pli is not allowed to write in the hand-over folder. The document stays filed in Pli. Check the rights of this folder, or choose another in the settings.",
  "folder-full":
    "The hand-over folder already holds too many files of this name. The document stays filed in Pli. Empty this folder, then try again.",
  "folder-failed": "The file could not be written in the hand-over folder. The document stays filed in Pli. Try again.",
  "scan-folder-missing":
    "The scanner folder cannot be found: it was moved or renamed, or its disk is not plugged in. Your message is kept. Choose the folder again in the settings.",
  "scan-changed":
    "This file has changed or is no longer in the scanner folder. Nothing was attached. Wait for the end of the scan, then choose it again.",
  "scan-unreadable": "This file is not what its name announces. Nothing was attached. Scan the document again.",
  "no-practice-folder":
    "No hand-over folder is chosen, or this document is not filed. Nothing was written. Choose the folder in the settings.",
  "message-not-found":
    "This message is no longer in the mailbox: it may have been deleted or moved from another computer. Nothing else changed. Go back to the list.",
  "document-not-found":
    "This document is no longer in this message. Nothing changed in your records. Open the conversation again.",
  "part-not-found": "This attachment is no longer in this message. Nothing changed. Open the conversation again.",
  network: "No network. What you wrote is kept. Pli will go on as soon as the network is back.",
  offline:
    "You are offline. What you wrote is kept and will leave when you are connected again. Check the network of this computer.",
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
  "message-too-big":
    "This message is too large to be shown. It stays intact in your mailbox. Ask its author to send it in several parts.",
  "draft-too-wide":
    "These are too many recipients or files for one draft. Nothing changed, nothing is lost. Answer the sender alone, or write in several messages.",
  "message-headers-too-big":
    "The header of this message is abnormally long. It stays in your mailbox and is not shown. Tell its author.",
  "attachment-too-big":
    "This file exceeds the size allowed. It was not attached; your draft is kept. Choose a lighter file.",
  "parser-busy": "Other documents are being read. This one is intact. Try again in a moment.",
  "parser-closed": "The reading of this document stopped. The message is intact. Try again.",
  "parser-timeout":
    "Reading this document took too long and was stopped. The message is intact; save the file to read it otherwise.",
  unreadable: "This content is unreadable. The original message is kept as it is. Ask its author to send it again.",
  "not-previewable":
    "This kind of file is not shown in Pli. It is kept as it is. Save it to open it with your own program.",
  "hash-mismatch":
    "The document was changed since it was sent (different fingerprint). It was not filed. Ask its author to send it again.",
  "link-refused": "This link is not safe. It was not opened. Ask the sender for the information by other means.",
  "draft-blocked": "This message cannot leave as it is. It is kept as a draft. See the points shown.",
  "too-late":
    "The message has already left: it can no longer be held back. It is in “Sent”. Write to the recipient if it must be corrected.",
  "zip-unreadable": "The attached archive is unreadable. It was not filed. Ask its author to send it again.",
  "zip-encrypted":
    "The attached archive is protected by a password. It was not opened. Ask its author to send it without one: MSSanté already encrypts it.",
  "zip-too-big":
    "The attached archive is too large. It was not opened, and stays in the message. Ask for it in several parts.",
  "not-cda": "This document is not a structured medical document. It is kept as it is. Save it to read it otherwise.",
  "not-xdm": "This archive is not a parcel of medical documents. It is kept as it is. Save it to read it otherwise.",
  "parser-memory":
    "This document needed too much memory: its reading was stopped. The message is intact. Save the file to read it otherwise.",
  "parser-crashed":
    "The reading of this document was interrupted. The message is intact. Try again; if it happens again, save the file to read it otherwise.",
  "pdf-refused":
    "This file is neither a readable PDF nor a JPEG or PNG picture. It was not changed. Join it as a plain file, or save it as PDF first.",
  "picture-refused":
    "This picture cannot become a document: too large, damaged or meant for print. It was not changed. Save it as JPEG, or scan to PDF.",
  "document-not-made":
    "Something is missing in the document. Your draft is kept. Complete the document, then try again.",
  "not-reportable":
    "This message cannot be reported: it comes from you, or its sender is not known. Nothing left. Write a message instead.",
  "no-preview": "This kind of file is not shown in Pli. It is kept as it is. Save it to open it with your own program.",
  "copy-quota":
    "Message sent. Your mailbox is full at the operator: the copy is kept on this computer only. Make some room (Settings, Housekeeping).",
  "copy-refused": "Message sent, but the operator did not accept to file its copy. It is kept on this computer.",
  "send-held": "This message did not leave: something has changed since you wrote it. See the outbox.",
  "send-blocked": "This message cannot leave as it is. It is kept as a draft. Correct the points shown, then send it.",
  "send-unconfirmed":
    "This message must be checked before it leaves. It is kept as a draft. Read the points shown, then confirm.",
  "filing-blocked":
    "This document cannot be filed in this record: the identities do not allow it. It stays in the message. Check the identity of the patient, or choose another record.",
  "no-pdf": "This document holds no PDF. It is kept as it is. Save the structured document (CDA) instead.",
  "not-a-patient":
    "No patient takes part in this conversation. Nothing has changed. Only an exchange with a patient can be closed or reopened.",
  "templates-too-big": "This file of templates is too big. Nothing was added. Ask for one of less than 2 MB.",
  "templates-unreadable": "This is not a file of templates of Pli. Nothing was added. Choose a file exported from Pli.",
  "send-time": "This moment is no longer possible. The message is kept. Choose a date and time ahead, within 90 days.",
  "no-receipt-asked": "This message no longer awaits a receipt. Nothing was sent. Open the conversation again.",
  "no-mailbox": "No mailbox is open to write from. Nothing is lost. Add a mailbox, then start again.",
  interrupted:
    "The link was cut while sending. The message is kept. Pli checks whether it left before any new attempt: it will not leave twice.",
  "not-found-in-sent":
    "Pli did not find this message in “Sent”: it has probably not left. It is kept here. Ask the recipient before sending it again.",
  "passphrase-needed": "Your passphrase is needed to open your mail. Nothing is lost. Type it, then start again.",
  "passphrase-too-short":
    "This is too short to protect your mail. Nothing was created. A phrase needs at least 12 characters, a code 6 digits.",
  "mailbox-known":
    "This mailbox is already open in Pli. Nothing changed. You find it in the left column, under “Mailboxes”.",
  "no-lock":
    "This space has neither passphrase nor code: it cannot be locked. Nothing changed. Lock the session of your computer.",
  "store-gone":
    "Pli lost access to your mail for a moment. What was saved is intact. See whether this was done; if not, do it again.",
  "psc-unavailable": "Pro Santé Connect does not answer. What you wrote is kept. Try again in a few minutes.",
  "mailbox-gone":
    "The link with your mailboxes stopped. What you wrote is kept. Pli opens it again by itself; restart it if this lasts.",
  "demo-stopped": "The demonstration stopped. Its fictitious mail is kept on this computer. Restart Pli to resume it.",
  "invalid-address":
    "This address is not correct. Your draft is kept. Correct it: an address is written name@domain.mssante.fr.",
  "nil-missing":
    "This version of Pli has no registration number: it cannot send. The message is kept as a draft. Tell your support.",
  "no-sent-folder":
    "This mailbox has no “Sent” folder. The message did leave, and its copy stays on this computer. Ask your operator for this folder.",
  "attribute-map":
    "The health directory answered in a form that Pli does not know. The correspondents you know are still offered. Tell your support.",
  key: "The health directory did not accept the key of this computer. The correspondents you know are still offered. Tell your support.",
  "too-short":
    "These criteria are too short to search. Nothing was requested. Type at least three letters of a name or a city.",
  cancelled: "The search was stopped. Nothing changed. Start it again if needed.",
  "vault-missing": "This computer has no vault to keep the key of your mail. Nothing was created. Choose a passphrase.",
  "key-exists": "This space already exists on this computer. It is intact. Unlock it rather than making another.",
  "demo-only": "This protection suits the demonstration only. Nothing was created. Choose a passphrase.",
  "dangerous-part": "This file may hold a program: it can only be saved. Have it checked before opening it.",
  "wrong-code":
    "This recovery code does not open this mail. Nothing changed. Check that it is the one of this backup or of this computer.",
  "no-recovery-code":
    "A backup is opened with a recovery code, and there is none yet. Nothing was written. Make a code first.",
  "not-a-backup": "This file is not a Pli backup, or is not whole. Nothing changed. Choose another one.",
  "backup-newer": "This backup was made by a later version. Nothing changed. Install the latest version of Pli.",
  "backup-damaged": "This backup is damaged. Nothing changed. Try another copy or an older backup.",
  "backup-of-demo": "This is the backup of a demonstration: it does not replace a real mailbox. Nothing changed.",
  restored:
    "This message was waiting to leave when the backup was made: it may have left since. Pli looks for it in the sent mail and will not send it by itself.",
  "invalid-issuer": "The issuer must be a whole https address. Nothing has changed. Correct it and start again.",
  "invalid-discovery":
    "The discovery page must be an https address of the issuer’s own server. Nothing has changed. Correct it and start again.",
  "invalid-relay": "The address of the relay must begin with https. Nothing has changed. Correct it and start again.",
  "invalid-domains":
    "One of the trusted domains is not a domain name. Nothing has changed. Correct it and start again.",
  "invalid-hosts":
    "One of the fixed addresses is not of the form name:port = address:port. Nothing has changed. Correct it and start again.",
  "invalid-directory":
    "The address of a directory is not accepted (ldap, ldaps or https). Nothing has changed. Correct it and start again.",
  "invalid-proxy": "The name or the port of the proxy is not correct. Nothing has changed. Correct it and start again.",
  "invalid-proxy-script":
    "The address of the script must begin with http or https. Nothing has changed. Correct it and start again.",
  "invalid-proxy-exceptions":
    "One of the domains without proxy is not a domain name. Nothing has changed. Correct it and start again.",
  "invalid-proxy-user":
    "The user name for the proxy may not hold a colon. Nothing has changed. Correct it and start again.",
  "anchor-unreadable":
    "This file is not a readable certificate (PEM or DER). No authority was added. Choose the certificate of the root.",
  "anchor-not-an-authority":
    "This certificate is not that of an authority. It was not added. Choose the certificate of the root.",
  "anchor-fingerprint-mismatch":
    "The fingerprint typed is not that of this file. The authority was not added. Check what you typed; if it is exact, this file is not the authority’s.",
  "anchor-expired": "This certificate has expired. It was not added. Ask the authority for the one that replaces it.",
  "anchor-too-large": "This file is too big to be a certificate. Nothing was added. Choose another one.",
  "certificate-unreadable":
    "This file is not a PKCS#12 certificate that Pli can open. Nothing has changed. Choose a .p12 or .pfx file.",
  "certificate-wrong-passphrase":
    "This password does not open this file. Nothing has changed. Correct it, then choose the file again.",
  "certificate-expired": "This certificate has expired. It was not kept. Ask for another one.",
  "certificate-too-slow":
    "This file is protected beyond measure: opening it would take too long. Nothing has changed. Export it again with ordinary settings.",
  "certificate-too-large": "This file is too big to be a certificate. Nothing has changed. Choose another one.",
  "reply-to-invalid": "This is not an address. Check it.",
  "reply-to-outside":
    "This address is not that of a professional or a structure of the MSSanté space. It was not saved.",
};
