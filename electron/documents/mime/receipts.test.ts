import { describe, expect, test } from "vitest";
import { bounceReason } from "./bounce-reason";
import { readMessage } from "./read-message";
import { lines, multipart, part, utf8 } from "./testing/build-message";
import { processorTime } from "#shared/rules/testing/processor-time";

const ORIGINAL = part(["Subject: Lettre de liaison", "Message-ID: <envoi-1@medecin.mssante.fr>"], "Bonjour");
const returned = part(["Content-Type: message/rfc822"], ORIGINAL);
const words = (text: string) => part(["Content-Type: text/plain; charset=UTF-8"], utf8(text));
const receiptOf = async (headers: readonly string[], content: string) =>
  (await readMessage(lines(...headers, "MIME-Version: 1.0", content))).receipt;
const report = (kind: string, fields: readonly string[], ...rest: readonly string[]) =>
  multipart(`report; report-type=${kind}`, [
    words("Texte pour une personne."),
    part([`Content-Type: message/${kind}`], fields.join("\r\n")),
    ...rest,
  ]);
const notification = (disposition: string, ...more: readonly string[]) =>
  report("disposition-notification", [
    "Reporting-UA: demo; Pli",
    "Original-Recipient: rfc822; laboratoire@demo.mssante.fr",
    "Final-Recipient: rfc822;secretariat@demo.mssante.fr",
    "Original-Message-ID: <envoi-1@medecin.mssante.fr>",
    `Disposition: ${disposition}`,
    ...more,
  ]);
const FROM = ["From: secretariat@demo.mssante.fr", "Subject: Lu"];
const AUTO = "automatic-action/MDN-sent-automatically";

describe("read receipts (MDN, RFC 8098)", () => {
  test.each([
    ["manual-action/MDN-sent-manually; displayed", "displayed"],
    [`${AUTO}; processed`, "processed"],
    [`${AUTO};deleted`, "deleted"],
    [`${AUTO}; Dispatched`, "dispatched"],
  ] as const)("%j tells %s", async (written, disposition) => {
    expect(await receiptOf(FROM, notification(written))).toEqual({
      kind: "read",
      originalMessageId: "<envoi-1@medecin.mssante.fr>",
      recipient: "secretariat@demo.mssante.fr",
      disposition,
      failure: null,
    });
  });

  test.each([
    [
      "the current form",
      `${AUTO}; processed/error`,
      "Error: 902^Identifiant de patient inconnu^applicationErrorCondition| E^Error^errorSeverity",
    ],
    [
      "the form before 1.1.3",
      `${AUTO}; processed/Error: 902^Identifiant de patient inconnu^applicationErrorCondition| E^Error^errorSeverity`,
      "",
    ],
    ["a plain sentence", `${AUTO}; processed/error`, "Error: 902 - Identifiant de patient inconnu"],
    ["an encoded word", `${AUTO}; processed/error`, "Error: =?utf-8?Q?902^Identifiant_de_patient_inconnu^x?="],
    ["a Failure field", `${AUTO}; processed`, "Failure: 902^Identifiant de patient inconnu"],
    ["the old type failed", `${AUTO}; failed`, "Error: 902^Identifiant de patient inconnu"],
  ])("an integration failure is read in %s", async (_, disposition, error) => {
    const receipt = await receiptOf(FROM, notification(disposition, ...(error ? [error] : [])));
    expect(receipt).toMatchObject({
      disposition: "processed",
      failure: { code: "902", text: "Identifiant de patient inconnu" },
    });
  });

  test.each([
    ["manual-action/MDN-sent-manually; displayed/warning", "", "displayed", null],
    [` Automatic-Action/mdn-sent-automatically ; DELETED `, "", "deleted", null],
    [`${AUTO}; processed/error`, "Error: Disque plein", "processed", { code: "", text: "Disque plein" }],
    [`${AUTO}; deleted/Error: 903`, "", "deleted", { code: "903", text: "" }],
    [`${AUTO}; processed`, "Error: 904^INS autre", "processed", { code: "904", text: "INS autre" }],
    [
      `${AUTO}; processed/warning,error`,
      "Error:  905 ^INS\r\n incomplet^x",
      "processed",
      { code: "905", text: "INS incomplet" },
    ],
  ])("%j with %j is %s, its failure %j", async (written, error, disposition, failure) => {
    const receipt = await receiptOf(FROM, notification(written, ...(error ? [error] : [])));
    expect(receipt).toMatchObject({ disposition, failure });
  });

  test("an error that says nothing is still an error", async () => {
    expect(await receiptOf(FROM, notification(`${AUTO}; processed/error`))).toMatchObject({
      failure: { code: "", text: "" },
    });
  });

  test("without Original-Message-ID the returned message tells, then In-Reply-To", async () => {
    const fields = ["Final-Recipient: rfc822; a@demo.mssante.fr", `Disposition: ${AUTO}; displayed`];
    expect(await receiptOf(FROM, report("disposition-notification", fields, returned))).toMatchObject({
      originalMessageId: "<envoi-1@medecin.mssante.fr>",
    });
    expect(
      await receiptOf([...FROM, "In-Reply-To: <autre@demo.fr>"], report("disposition-notification", fields)),
    ).toMatchObject({ originalMessageId: "<autre@demo.fr>" });
  });

  test.each([
    "",
    "displayed",
    `${AUTO};`,
    `${AUTO}; inventé`,
    ";;;",
    "manual-action/MDN-sent-manually",
    "manual-action/MDN-sent-manually; denied",
    "a; b; displayed",
    "a; displayedx",
    `${"x".repeat(300)}; displayed`,
  ])("a disposition %j makes no receipt", async (disposition) => {
    expect(await receiptOf(FROM, notification(disposition))).toBeNull();
  });

  test("a receipt inside a returned message is not this message's", async () => {
    const inner = part(["Content-Type: message/rfc822"], notification(`${AUTO}; displayed`));
    expect(await receiptOf(FROM, multipart("mixed", [words("Voir ci-joint"), inner], "out"))).toBeNull();
  });

  test("the machine's part is not listed as a file, the returned message is", async () => {
    const raw = lines(...FROM, report("disposition-notification", [`Disposition: ${AUTO}; displayed`], returned));
    const { parts, text } = await readMessage(raw);
    expect(parts.map(({ name, mimeType }) => [name, mimeType])).toEqual([["message.eml", "message/rfc822"]]);
    expect(text).toBe("Texte pour une personne.");
  });
});

describe("failure notices by ordinary mail", () => {
  test.each([
    ["[KO Intégration système !][904] XDM/1.0/DDM+CR PAT-UN DEMO", "904"],
    ["[KO Intégration système ! ] XDM/1.0/DDM+CR", "902"],
    ["[Erreur d'intégration !] XDM/1.0/DDM+CR", "902"],
  ])("%j is read with code %s", async (subject, code) => {
    const content = multipart("mixed", [words(`Le message n'a pas pu être intégré : ${code} Motif DEMO`), returned]);
    expect(await receiptOf(["From: labo@demo.mssante.fr", `Subject: ${utf8(subject)}`], content)).toEqual({
      kind: "read",
      originalMessageId: "<envoi-1@medecin.mssante.fr>",
      recipient: "labo@demo.mssante.fr",
      disposition: "processed",
      failure: { code, text: expect.stringContaining("Motif DEMO") },
    });
  });

  test("the words alone, without the returned message, are no receipt", async () => {
    expect(await receiptOf(["From: a@demo.fr", "Subject: [KO Integration systeme !][902] x"], words("902"))).toBeNull();
  });
});

describe("who tells that a message was read", () => {
  test.each([
    ["the reader", "secretariat@demo.mssante.fr", true],
    ["a colleague of the same house", "Accueil <ACCUEIL@Demo.mssante.fr>", true],
    ["a stranger", "quelqu.un@demo.example", false],
    ["nobody", "", false],
  ])("%s", async (_, from, isTold) => {
    const displayed = notification("manual-action/MDN-sent-manually; displayed");
    expect((await receiptOf([`From: ${from}`, "Subject: Lu"], displayed)) !== null).toBe(isTold);
  });
});

describe("delivery reports (DSN, RFC 3464)", () => {
  const delivery = (action: string, status: string, diagnostic = "", address = "paul@demo.mssante.fr") => [
    "",
    `Final-Recipient: rfc822; ${address}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${diagnostic}`,
  ];
  const dsn = (...blocks: readonly string[]) =>
    report("delivery-status", ["Reporting-MTA: dns; mta.demo.mssante.fr", ...blocks], returned);

  test.each([
    ["delivered", "2.0.0", "", "none"],
    ["relayed", "2.0.0", "", "none"],
    ["expanded", "2.0.0", "", "none"],
    ["delayed", "4.4.1", "", "temporary"],
    ["failed", "5.1.1", "550 5.1.1 user unknown", "unknown"],
    ["failed", "5.3.4", "552 message size exceeds limit", "too-big"],
    ["failed", "5.2.2", "mailbox full", "quota"],
    ["failed", "5.2.1", "", "closed"],
    ["Failed (final)", "5.7.1", "554 relay access denied", "refused"],
    ["failed", "5.9.9", "bizarre", "other"],
    ["failed", "5.7.1", "messagerie fermée", "closed"],
    ["failed", "2.0.0", "", "other"],
    ["delivered", "5.1.1", "user unknown", "none"],
  ])("%s %s %j is %s", async (action, status, diagnostic, reason) => {
    expect(await receiptOf(["Subject: x"], dsn(...delivery(action, status, diagnostic)))).toEqual({
      kind: "delivery",
      originalMessageId: "<envoi-1@medecin.mssante.fr>",
      recipient: "paul@demo.mssante.fr",
      action: action.toLowerCase().split(" ")[0],
      status,
      reason,
    });
  });

  test.each([
    ["none", [], true],
    ["the empty one of a server", ["Return-Path: <>"], true],
    ["one that the sender wrote, below a trace", ["Received: by mx.demo", "Return-Path: <a@demo.fr>"], true],
    ["that of somebody", ["Return-Path: <quelqu.un@demo.example>", "Received: by mx.demo"], false],
  ])("with %s as return path: a report or an ordinary message", async (_, headers, isReport) => {
    const receipt = await receiptOf([...headers, "Subject: x"], dsn(...delivery("delivered", "2.0.0")));
    expect(receipt !== null).toBe(isReport);
  });

  test("of several recipients the one that fared worst is told", async () => {
    const blocks = [
      ...delivery("delivered", "2.0.0"),
      ...delivery("failed", "5.1.1", "", "ailleurs@demo.fr"),
      ...delivery("delayed", "4.0.0"),
    ];
    expect(await receiptOf(["Subject: x"], dsn(...blocks))).toMatchObject({
      action: "failed",
      recipient: "ailleurs@demo.fr",
      others: [
        { recipient: "paul@demo.mssante.fr", action: "delayed" },
        { recipient: "paul@demo.mssante.fr", action: "delivered" },
      ],
    });
  });

  test.each(["<envoi-1@medecin.mssante.fr>", "+3Cenvoi-1@medecin.mssante.fr+3E", "envoi-1@medecin.mssante.fr"])(
    "what gives nothing back is known by our envelope identifier %j",
    async (id) => {
      const fields = ["Reporting-MTA: dns; x", `Original-Envelope-Id: ${id}`, ...delivery("delivered", "2.0.0")];
      expect(await receiptOf(["Subject: x"], report("delivery-status", fields))).toMatchObject({
        originalMessageId: "<envoi-1@medecin.mssante.fr>",
      });
    },
  );

  test("headers given back alone name the message too", async () => {
    const headers = part(["Content-Type: text/rfc822-headers"], ORIGINAL);
    const content = report("delivery-status", ["Reporting-MTA: dns; x", ...delivery("failed", "5.1.1")], headers);
    expect(await receiptOf(["Subject: x"], content)).toMatchObject({
      originalMessageId: "<envoi-1@medecin.mssante.fr>",
    });
  });

  test.each([
    ["no recipient", []],
    ["an unknown action", delivery("perdu", "5.0.0")],
    ["an action without a word", delivery("", "5.0.0")],
  ])("a report with %s is none", async (_, blocks) => {
    expect(await receiptOf(["Subject: x"], dsn(...blocks))).toBeNull();
  });

  test.each([
    ["5.1.1", "5.1.1"],
    [" 5.1.1 (bad)", "5.1.1"],
    ["5.1.1111", ""],
    ["9.1.1", ""],
    ["5", ""],
    ["n'importe", ""],
  ])("the status %j is kept as %j", async (written, status) => {
    expect(await receiptOf(["Subject: x"], dsn(...delivery("failed", written)))).toMatchObject({ status });
  });

  test("ten thousand recipients are bounded", async () => {
    const blocks = Array.from({ length: 10_000 }, () => delivery("failed", "5.1.1")).flat();
    expect(await receiptOf(["Subject: x"], dsn(...blocks))).toMatchObject({ action: "failed" });
  });
});

describe("bounces without a report (Mon espace santé)", () => {
  const NON_DISTRIBUE = [
    `Subject: ${utf8("Message non distribué")}`,
    "From: 279035121518989@patient.mssante.fr",
    "To: jeanne.demo@medecin.mssante.fr",
  ];

  test.each([
    ["La messagerie du patient est fermée.", "closed"],
    ["Patient non trouvé", "unknown"],
    ["L'adresse du destinataire est invalide.", "invalid"],
    ["Votre message dépasse la taille maximale autorisée : il est trop volumineux.", "too-big"],
    ["Erreur technique.", "other"],
  ])("%j is read as %s", async (sentence, reason) => {
    expect(await receiptOf([...NON_DISTRIBUE, "In-Reply-To: <envoi-1@medecin.mssante.fr>"], words(sentence))).toEqual({
      kind: "delivery",
      originalMessageId: "<envoi-1@medecin.mssante.fr>",
      recipient: "279035121518989@patient.mssante.fr",
      action: "failed",
      status: "",
      reason,
    });
  });

  test("a Postfix bounce without its report is read by its words", async () => {
    const headers = [
      "Return-Path: <>",
      "From: MAILER-DAEMON@mta.demo.fr",
      "To: jeanne.demo@medecin.mssante.fr",
      "Subject: Undelivered Mail Returned to Sender",
    ];
    const text = "<paul@demo.mssante.fr>: host mx said: 552 5.3.4 Message too big (in reply to end of DATA)";
    expect(await receiptOf(headers, multipart("mixed", [words(text), returned]))).toMatchObject({
      originalMessageId: "<envoi-1@medecin.mssante.fr>",
      recipient: "paul@demo.mssante.fr",
      status: "5.3.4",
      reason: "too-big",
    });
  });

  test("the same subject from a person is an ordinary message (M06)", async () => {
    const headers = [
      `Subject: ${utf8("Message non distribué")}`,
      "From: quelqu.un@demo.example",
      "Return-Path: <quelqu.un@demo.example>",
    ];
    expect(await receiptOf(headers, words("La messagerie est fermée"))).toBeNull();
  });

  test("a patient who writes about a bounce is not one", async () => {
    const headers = ["From: 279035121518989@patient.mssante.fr", `Subject: ${utf8("Re: Message non distribué")}`];
    expect(await receiptOf(headers, words("J'ai reçu ceci"))).toBeNull();
  });
});

describe("reasons", () => {
  test.each([
    ["5.1.1", "", "unknown"],
    ["5.1.2", "", "invalid"],
    ["5.7.1", "552 message too large", "too-big"],
    ["5.2.2", "552 5.2.2 message size exceeds fixed limit", "too-big"],
    ["5.1.0", "user unknown", "unknown"],
    ["", "523 5.x trop gros", "too-big"],
    ["", "551 user not local", "unknown"],
    ["", "452 insufficient system storage", "quota"],
    ["4.7.1", "greylisted", "refused"],
    ["4.4.2", "timed out", "temporary"],
    ["", "421 try later", "temporary"],
    ["5.1.3", "", "invalid"],
    ["5.2.1", "", "closed"],
    ["5.2.2", "", "quota"],
    ["4.2.2", "", "quota"],
    ["5.2.3", "", "too-big"],
    ["5.3.4", "", "too-big"],
    ["5.7.1", "", "refused"],
    ["5.7.1", "550 messagerie fermée", "closed"],
    ["4.4.1", "", "temporary"],
    ["5.0.0", "", "other"],
    ["", "smtp; 552 non", "quota"],
    ["", "smtp; 523 non", "too-big"],
    ["", "smtp; 553 non", "invalid"],
    ["", "smtp; 421 attendez", "temporary"],
    ["", "smtp; 599 ?", "other"],
    ["", "x-demo; port 5502", "other"],
    ["", "", "other"],
  ] as const)("%j with %j is %s", (status, diagnostic, reason) => {
    expect(bounceReason(status, diagnostic)).toBe(reason);
  });

  test.each([
    ["Message non distribué : messagerie fermée", "closed"],
    ["La messagerie de l’usager a été clôturée", "closed"],
    ["550 Mailbox disabled, not accepting messages", "closed"],
    ["Patient non trouvé", "unknown"],
    ["Le destinataire est inconnu", "unknown"],
    ["550 5.1.1 <x@y>: Recipient address rejected: User unknown", "unknown"],
    ["The account does not exist", "unknown"],
    ["Adresse invalide", "invalid"],
    ["L'adresse du destinataire est incorrecte", "invalid"],
    ["552 Message size exceeds fixed limit", "too-big"],
    ["Votre message est trop volumineux", "too-big"],
    ["La taille du message dépasse 25 Mo", "too-big"],
    ["Boîte aux lettres pleine", "quota"],
    ["Over quota", "quota"],
    ["Undelivered Mail Returned to Sender", "other"],
    ["", "other"],
  ] as const)("the words %j tell %s", (text, reason) => {
    expect(bounceReason("", "", text)).toBe(reason);
  });

  test("stays quick on a huge text", () => {
    const spent = processorTime();
    bounceReason("", "", "messagerie ".repeat(500_000));
    bounceReason("", "", "patient adresse taille mailbox ".repeat(100_000));
    expect(spent()).toBeLessThan(500);
  });
});
