import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { strangerPki, testPki } from "../../demo/pki/testing/authorities";
import { destinationFinder } from "../../trust/address";
import { httpsRequester } from "../../trust/https-request";
import type { HttpsRequest } from "../../../shared/domain/https-exchange";

export const FHIR_HOST = "fhir.annuaire.demo.mssante.fr";
export const FHIR_BASE = `https://${FHIR_HOST}/fhir/v2`;

/** What a test answers to a request; a string body is sent as it is. `hang`: never. */
export type Reply = {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly hang?: boolean;
};
export type Asked = {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly key: string | undefined;
  readonly host: string | undefined;
};

/** A FHIR gateway over HTTPS with a throw-away authority; the test says what it answers and reads what it was asked. */
export type FhirServer = {
  readonly asked: Asked[];
  reply: (asked: Asked) => Reply;
  readonly request: HttpsRequest;
  /** The same network, under an authority that did not sign the server. */
  readonly mistrusting: HttpsRequest;
  readonly close: () => Promise<void>;
};

export async function startFhirServer(): Promise<FhirServer> {
  const pki = await testPki();
  const stranger = await strangerPki();
  const { certPem, keyPem } = await pki.issue([FHIR_HOST, "autre.demo.mssante.fr"]);
  const asked: Asked[] = [];
  const https = createServer({ cert: certPem, key: keyPem }, (incoming, outgoing) => {
    const url = new URL(incoming.url ?? "/", FHIR_BASE);
    const key = incoming.headers["esante-api-key"];
    const one = {
      path: url.pathname,
      query: url.searchParams,
      key: key === undefined ? undefined : String(key),
      host: incoming.headers.host,
    };
    asked.push(one);
    const { status = 200, body = bundle([]), headers = {}, hang = false } = server.reply(one);
    if (hang) return;
    outgoing.writeHead(status, { "content-type": "application/fhir+json", ...headers });
    outgoing.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => https.listen(0, "127.0.0.1", resolve));
  const place = { address: "127.0.0.1", port: (https.address() as AddressInfo).port };
  const destination = destinationFinder({ resolve: () => ({ kind: "mapped", place }), lookup: async () => [] });
  const server: FhirServer = {
    asked,
    reply: () => ({}),
    request: httpsRequester({ destination, ca: [pki.anchorPem] }),
    mistrusting: httpsRequester({ destination, ca: [stranger.anchorPem] }),
    close: () =>
      new Promise((resolve) => {
        https.close(() => resolve());
        https.closeAllConnections();
      }),
  };
  return server;
}

/** A searchset; `next` is the address of the next page. */
export const bundle = (resources: readonly unknown[], next?: string): unknown => ({
  resourceType: "Bundle",
  type: "searchset",
  link: next === undefined ? [] : [{ relation: "next", url: next }],
  entry: resources.map((resource) => ({ resource })),
});

type MailboxWords = {
  readonly type?: string;
  readonly rank?: number;
  readonly red?: boolean;
  readonly service?: string;
  readonly as?: "code" | "concept" | "bare" | "ordinary";
};

/** A `telecom` as real payloads (`concept`), as the guide's examples (`code`), with the e-mail type alone (`bare`), or an ordinary e-mail. */
export function telecom(
  address: string,
  { type = "PER", rank, red, service, as = "concept" }: MailboxWords = {},
): unknown {
  const emailType = {
    url: "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type",
    valueCoding: {
      system: "https://mos.esante.gouv.fr/NOS/TRE_R256-TypeMessagerie/FHIR/TRE-R256-TypeMessagerie",
      code: "MSSANTE",
    },
  };
  const kind =
    as === "code" ? { valueCode: type } : { valueCodeableConcept: { coding: [{ system: "TRE_R257", code: type }] } };
  const metadata = {
    url: "https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-mailbox-mss-metadata",
    extension: [
      { url: "type", ...kind },
      ...(red === undefined ? [] : [{ url: "listeRouge", valueBoolean: red }]),
      ...(service === undefined ? [] : [{ url: "service", valueString: service }]),
    ],
  };
  const extension = { concept: [emailType, metadata], code: [metadata], bare: [emailType], ordinary: [] }[as];
  return { system: "email", value: address, ...(rank === undefined ? {} : { rank }), extension };
}

/** A fictitious person; RPPS of the test range (99…). */
export const practitioner = (id: string, family: string, given: string, fields: object = {}): unknown => ({
  resourceType: "Practitioner",
  id,
  active: true,
  identifier: [{ system: "https://rpps.esante.gouv.fr", value: `9900${id.padStart(7, "0")}` }],
  name: [{ family, given: [given] }],
  qualification: [
    {
      code: {
        coding: [
          { system: "https://mos.esante.gouv.fr/NOS/TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante", code: "91" },
        ],
      },
    },
  ],
  ...fields,
});

export const role = (id: string, person: string, structure: string, fields: object = {}): unknown => ({
  resourceType: "PractitionerRole",
  id,
  active: true,
  practitioner: { reference: `Practitioner/${person}` },
  organization: { reference: `Organization/${structure}` },
  ...fields,
});

export const organization = (
  id: string,
  name: string,
  postalCode: string,
  city: string,
  fields: object = {},
): unknown => ({
  resourceType: "Organization",
  id,
  active: true,
  name,
  address: [{ line: ["1 RUE FICTIVE"], postalCode, city }],
  ...fields,
});
