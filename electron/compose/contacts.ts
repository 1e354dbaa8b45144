import type { Handlers } from "#shared/contract/index";
import type { ContactFields } from "#shared/domain/contact";
import { PliError } from "#shared/domain/failure";
import { parseAddress } from "#shared/rules/address";
import type { Finding } from "../directory/finding";
import { comparePublished } from "./quality";
import type { Services } from "./services";

type Names =
  | "contacts.list"
  | "contacts.save"
  | "contacts.remove"
  | "contacts.refresh"
  | "contacts.import"
  | "contacts.export"
  | "contacts.correspondent"
  | "teams.list"
  | "teams.save"
  | "teams.add"
  | "teams.remove";

/** Contacts and care teams: kept in the store, their files read and written by the directory's process. */
export function contactHandlers(services: Services): Pick<Handlers, Names> {
  const { store, offline, changed } = services;
  return {
    "contacts.list": ({ search, limit }) => store.get().listContacts(search, limit),
    "contacts.save": async ({ id, fields }) => {
      if (!fields.addresses.every((address) => parseAddress(address).ok)) throw new PliError("contact-address");
      const saved = await store.get().saveContact(id, fields);
      changed("contacts");
      return saved;
    },
    "contacts.remove": async ({ id }) => {
      await store.get().removeContact(id);
      changed("contacts");
      return null;
    },
    "contacts.refresh": () => refresh(services),
    "contacts.import": () => importFile(services),
    "contacts.export": async ({ format }) => {
      const all = await store.get().listContacts("", MOST_WRITTEN);
      const text = await offline.process.call((service) => service.writeContacts(all, format));
      const name = format === "vcard" ? "contacts.vcf" : "contacts.csv";
      return { saved: await services.platform.dialogs.saveFile(name, new TextEncoder().encode(text)) };
    },
    "contacts.correspondent": ({ id }) => store.get().correspondentOf(id),
    "teams.list": () => store.get().listTeams(),
    "teams.save": async ({ id, ...team }) => {
      if (!team.members.every(({ address }) => parseAddress(address).ok)) throw new PliError("contact-address");
      const saved = await store.get().saveTeam(id, team);
      changed("contacts");
      return saved;
    },
    "teams.add": async ({ id, name, member }) => {
      if (!parseAddress(member.address).ok) throw new PliError("contact-address");
      const saved = await store.get().addToTeam(id, name, member);
      changed("contacts");
      return saved;
    },
    "teams.remove": async ({ id }) => {
      await store.get().removeTeam(id);
      changed("contacts");
      return null;
    },
  };
}

const MOST_WRITTEN = 20_000;

async function importFile({ store, offline, platform, changed }: Services) {
  const path = await platform.dialogs.chooseSource("vcf", "csv", "txt");
  if (path === null) return null;
  const { contacts, refused } = await offline.process.call((service) => service.readContacts(path));
  const count = async (): Promise<number> => (await store.get().listContacts("", MOST_WRITTEN)).length;
  const before = await count();
  for (const fields of contacts) await store.get().saveContact(null, fields);
  // One that was there twice may leave fewer than before: none is then added.
  const added = Math.max(0, (await count()) - before);
  changed("contacts");
  return { added, merged: contacts.length - added, refused };
}

/** What the directory says of the contacts completes them; of every known address, whether it is still published. */
async function refresh(services: Services) {
  const { store, offline, changed } = services;
  const compared = await comparePublished(services);
  if (compared === null) return null;
  const contacts = await store.get().listContacts("", MOST_WRITTEN);
  const published = await offline.process.call((service) =>
    service.published(contacts.flatMap(({ addresses }) => addresses)),
  );
  for (const finding of published ?? []) await store.get().saveContact(null, fieldsOf(finding));
  changed("contacts");
  return { completed: published?.length ?? 0, gone: compared.gone };
}

/** What a directory says of somebody, as a contact. */
function fieldsOf(finding: Finding): ContactFields {
  const { name, kind, profession, specialty, idNat, address, situations } = finding;
  const [place] = situations;
  return {
    name,
    kind,
    profession,
    specialty,
    idNat,
    structure: [place?.structure, place?.service].filter((text) => text !== undefined && text !== "").join(" — "),
    postalCode: place?.postalCode ?? "",
    city: place?.city ?? "",
    note: "",
    addresses: [address],
  };
}
