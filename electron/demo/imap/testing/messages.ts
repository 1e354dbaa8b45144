/** Builds a message with CRLF line ends from its lines. */
export function messageOf(...lines: readonly string[]): Buffer {
  return Buffer.from(`${lines.join("\r\n")}\r\n`, "utf8");
}

/** A plain message of a fictitious colleague. */
export function plainMessage(subject: string, body = "Bonjour,"): Buffer {
  return messageOf(
    "From: =?utf-8?Q?H=C3=A9l=C3=A8ne_DEMO?= <helene.demo@hopital.demo.mssante.fr>",
    'To: "Dr DEMO, Alice" <alice.demo@cabinet.demo.mssante.fr>',
    `Subject: ${subject}`,
    "Date: Thu, 5 Nov 2026 08:30:00 +0100",
    `Message-ID: <${Buffer.from(subject).toString("hex").slice(0, 40)}@demo.mssante.fr>`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "",
    body,
  );
}

/** Text, HTML, an attachment and a message within a message. */
export function nestedMessage(): Buffer {
  return messageOf(
    "From: Service DEMO <service.demo@hopital.demo.mssante.fr>",
    "To: alice.demo@cabinet.demo.mssante.fr, Groupe: bob.demo@cabinet.demo.mssante.fr;",
    "Subject: =?utf-8?B?Q29tcHRlIHJlbmR1IGQnaMOpbWF0b2xvZ2ll?=",
    "Date: Mon, 2 Nov 2026 10:00:00 +0100",
    "Message-ID: <nested@demo.mssante.fr>",
    "References: <a@demo.mssante.fr>",
    " <b@demo.mssante.fr>",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="outer"',
    "",
    "Preamble that nobody reads",
    "--outer",
    'Content-Type: multipart/alternative; boundary="outer-inner"',
    "",
    "--outer-inner",
    "Content-Type: text/plain; charset=iso-8859-1",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    "H=E9moglobine basse",
    "--outer-inner",
    "Content-Type: text/html; charset=utf-8",
    "",
    "<p>H&eacute;mo<b>globine</b> élevée</p>",
    "--outer-inner--",
    "",
    "--outer",
    'Content-Type: application/zip; name="IHE_XDM.zip"',
    "Content-Transfer-Encoding: base64",
    'Content-Disposition: attachment; filename="IHE_XDM.zip"; size=4',
    "Content-ID: <zip@demo>",
    "",
    "UEsDBA==",
    "--outer",
    "Content-Type: message/rfc822",
    "",
    "From: patient.demo@patient.mssante.fr",
    "Subject: Question",
    'Content-Type: multipart/mixed; boundary="deep"',
    "",
    "--deep",
    "Content-Type: text/plain",
    "",
    "inner text",
    "--deep--",
    "--outer--",
  );
}
