import { utf8 } from "../../zip/testing/forge-zip";
import { place, rename, rewrite, type Files } from "./archives";

/** A departure from ITI-32 met in real archives: how to make it, and the anomalies that it must raise (none: it is forgiven silently). */
export type Deviation = {
  readonly name: string;
  readonly make: (files: Files) => Files;
  readonly anomalies: readonly string[];
  /** Integrity after reading; true unless said. */ readonly hashOk?: boolean | null;
};

const metadata = (change: (text: string) => string) => (files: Files) => rewrite(files, place.metadata, change);
const slot = (name: string) => new RegExp(`<rim:Slot name="${name}">.*?</rim:Slot>`);

/** Every row of the table of real-world deviations, and the slips of known tools. */
export const deviations: readonly Deviation[] = [
  {
    name: "everything under an extra top folder",
    make: (files) => rename(files, (old) => `export/${old}`),
    anomalies: ["xdm-extra-folder", "xdm-readme-missing", "xdm-index-missing"],
  },
  {
    name: "no IHE_XDM folder, backslashes between folders",
    make: (files) => rename(files, (old) => old.replace("IHE_XDM/", "").replaceAll("/", "\\")),
    anomalies: ["xdm-no-ihe-folder"],
  },
  {
    name: "a set folder with another name",
    make: (files) => rename(files, (old) => old.replace("SUBSET01", "LUCY_0")),
    anomalies: [],
  },
  {
    name: "a lower-case METADATA and folders",
    make: (files) => rename(files, (old) => (old.startsWith("IHE") ? old.toLowerCase() : old)),
    anomalies: ["xdm-name-case", "document-name-case"],
  },
  {
    name: "a document in lower case, its URI in upper case",
    make: (files) => rename(files, (old) => old.replace("DOC0001.XML", "doc0001.xml")),
    anomalies: ["document-name-case"],
  },
  {
    name: "a URI in another case",
    make: metadata((text) => text.replace("DOC0001.XML", "Doc0001.xml")),
    anomalies: ["document-name-case"],
  },
  {
    name: "a URI that starts with ./",
    make: metadata((text) => text.replace("DOC0001.XML", "./DOC0001.XML")),
    anomalies: [],
  },
  {
    name: "a URI that goes up and comes back",
    make: metadata((text) => text.replace("DOC0001.XML", "../SUBSET01/DOC0001.XML")),
    anomalies: [],
  },
  {
    name: "a percent-encoded URI",
    make: (files) =>
      rename(
        rewrite(files, place.metadata, (text) => text.replace("DOC0001.XML", "DOC%20ONE.XML")),
        (old) => old.replace("DOC0001", "DOC ONE"),
      ),
    anomalies: [],
  },
  {
    name: "a URI cut in numbered pieces",
    make: metadata((text) =>
      text.replace(
        "<rim:Value>DOC0001.XML</rim:Value>",
        "<rim:Value>2|0001.XML</rim:Value><rim:Value>1|DOC</rim:Value>",
      ),
    ),
    anomalies: [],
  },
  { name: "no URI slot", make: metadata((text) => text.replace(slot("URI"), "")), anomalies: ["document-uri-missing"] },
  {
    name: "a uri attribute in place of the slot",
    make: metadata((text) =>
      text.replace(slot("URI"), "").replace("<rim:ExtrinsicObject ", '<rim:ExtrinsicObject uri="DOC0001.XML" '),
    ),
    anomalies: [],
  },
  {
    name: "no hash slot",
    make: metadata((text) => text.replace(slot("hash"), "")),
    anomalies: ["hash-missing"],
    hashOk: null,
  },
  { name: "no size slot", make: metadata((text) => text.replace(slot("size"), "")), anomalies: ["size-missing"] },
  {
    name: "a hash in upper case",
    make: metadata((text) =>
      text.replace(
        /(<rim:Slot name="hash"><rim:ValueList><rim:Value>)([0-9a-f]+)/,
        (_, before: string, hash: string) => before + hash.toUpperCase(),
      ),
    ),
    anomalies: [],
  },
  {
    name: "a wrong hash",
    make: metadata((text) => text.replace(/(<rim:Slot name="hash"><rim:ValueList><rim:Value>)[0-9a-f]/, "$1x")),
    anomalies: ["hash-mismatch"],
    hashOk: false,
  },
  {
    name: "a wrong size",
    make: metadata((text) => text.replace(/(<rim:Slot name="size"><rim:ValueList><rim:Value>)/, "$19")),
    anomalies: ["size-mismatch"],
  },
  {
    name: "a document changed on its way",
    make: (files) => rewrite(files, place.document, (text) => `${text} `),
    anomalies: ["hash-mismatch", "size-mismatch"],
    hashOk: false,
  },
  {
    name: "litter of file managers and editors",
    make: (files) => {
      const litter = [
        "__MACOSX/IHE_XDM/SUBSET01/._METADATA.XML",
        "__MACOSX/._README.TXT",
        "IHE_XDM/.DS_Store",
        "IHE_XDM/SUBSET01/._DOC0001.XML",
        "IHE_XDM/SUBSET01/.METADATA.XML.swp",
        "IHE_XDM/SUBSET01/.svn/entries.xml",
        "IHE_XDM/SUBSET01/DOC0001.XML~",
        "IHE_XDM/SUBSET01/CDA.XSL",
        "IHE_XDM/SUBSET01/style.css",
        "logo.png",
        "Thumbs.db",
      ];
      return new Map([
        ...litter.map((name): [string, Uint8Array] => [name, utf8("\u0000\u0005\u0016\u0007 not XML")]),
        ...files,
      ]);
    },
    anomalies: [],
  },
  {
    name: "no README",
    make: (files) => rename(files, (old) => (old === place.readme ? undefined : old)),
    anomalies: ["xdm-readme-missing"],
  },
  {
    name: "no INDEX",
    make: (files) => rename(files, (old) => (old === place.index ? undefined : old)),
    anomalies: ["xdm-index-missing"],
  },
  {
    name: "README and INDEX in lower case",
    make: (files) => rename(files, (old) => (old.includes("/") ? old : old.toLowerCase())),
    anomalies: ["xdm-name-case", "xdm-name-case"],
  },
  {
    name: "short association types",
    make: metadata((text) => text.replace("urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember", "HasMember")),
    anomalies: ["metadata-association"],
  },
  {
    name: "ebRIM 2.1",
    make: metadata((text) =>
      text
        .replaceAll("rim:RegistryObjectList", "rim:LeafRegistryObjectList")
        .replaceAll("urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0", "urn:oasis:names:tc:ebxml-regrep:rim:xsd:2.1")
        .replaceAll("urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0", "urn:oasis:names:tc:ebxml-regrep:registry:xsd:2.1"),
    ),
    anomalies: ["metadata-version"],
  },
  {
    name: "identifiers and codes beside their object, as ebRIM 2.1 allows",
    make: metadata((text) => {
      const moved =
        text.match(
          /<rim:ExternalIdentifier [^>]*identificationScheme="urn:uuid:(2e82c1f6|58a6f841)[^>]*>.*?<\/rim:ExternalIdentifier>/g,
        ) ?? [];
      return moved
        .reduce((kept, each) => kept.replace(each, ""), text)
        .replace("</rim:RegistryObjectList>", `${moved.join("")}</rim:RegistryObjectList>`);
    }),
    anomalies: [],
  },
  {
    name: "another media type of CDA",
    make: metadata((text) => text.replace('mimeType="text/xml"', 'mimeType="text/x-cda-r2+xml"')),
    anomalies: ["document-mime-type"],
  },
  {
    name: "back references to other objects",
    make: metadata((text) =>
      text
        .replace(/registryObject="[^"]*"/g, 'registryObject="urn:uuid:elsewhere"')
        .replace(/classifiedObject="[^"]*"/g, 'classifiedObject="urn:uuid:elsewhere"'),
    ),
    anomalies: ["metadata-reference"],
  },
  {
    name: "a HasMember that points nowhere",
    make: metadata((text) => text.replace(/targetObject="[^"]*"/, 'targetObject="urn:uuid:random"')),
    anomalies: ["metadata-reference"],
  },
  {
    name: "slots after the name",
    make: metadata((text) =>
      text.replace(
        /(<rim:ExtrinsicObject [^>]*>)((?:<rim:Slot .*?<\/rim:Slot>)+)(<rim:Name>.*?<\/rim:Name>)/,
        "$1$3$2",
      ),
    ),
    anomalies: ["metadata-order"],
  },
  {
    name: "ampersands escaped twice",
    make: metadata((text) => text.replaceAll("^^^&amp;", "^^^&amp;amp;").replaceAll("&amp;ISO", "&amp;amp;ISO")),
    anomalies: ["metadata-escape"],
  },
  {
    name: "local times where XDS wants UTC",
    make: metadata((text) => text.replace("20260101110000", "20260101120000")),
    anomalies: ["time-not-utc"],
  },
  {
    name: "namespaces written with other prefixes",
    make: metadata((text) =>
      text
        .replaceAll("rim:", "ns2:")
        .replaceAll(":rim=", ":ns2=")
        .replace(
          /xmlns:ns2="urn:oasis:names:tc:ebxml-regrep:xsd:ns2:3.0"/,
          'xmlns:ns2="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"',
        ),
    ),
    anomalies: [],
  },
  {
    name: "UUIDs in upper case, without their prefix",
    make: metadata((text) =>
      text.replace(
        /identificationScheme="urn:uuid:([^"]*)"/g,
        (_, uuid: string) => `identificationScheme="${uuid.toUpperCase()}"`,
      ),
    ),
    anomalies: [],
  },
  {
    name: "another slot for the action",
    make: metadata((text) =>
      text.replace(
        /(<rim:Slot name="hash">)/,
        '<rim:Slot name="urn:vendor:action"><rim:ValueList><rim:Value>D</rim:Value></rim:ValueList></rim:Slot>$1',
      ),
    ),
    anomalies: [],
  },
];
