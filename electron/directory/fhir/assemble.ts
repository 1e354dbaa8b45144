import type { Situation } from "#shared/domain/draft";
import type { Finding } from "../finding";
import type { Harvest, Organization, Practitioner, Role } from "./resources";
import type { Mailbox } from "./telecom";

/**
 * Every mailbox of a harvest with its person and its places. The type is never deduced from the resource: a service's mailbox may stand on a person's
 * activity, and then it is shown as the structure's (MSSanté reform of 2026).
 */
export function assemble({ practitioners, roles, organizations }: Harvest): readonly Finding[] {
  const placeOf = (role: Role) => situationOf(organizations.get(role.organization));
  const ofRoles = [...roles.values()].flatMap((role) => {
    const person = practitioners.get(role.practitioner);
    return role.mailboxes.map((mailbox) => finding(mailbox, person, placeOf(role), "situation"));
  });
  const ofPeople = [...practitioners.values()].flatMap((person) => {
    const places = [...roles.values()].filter(({ practitioner }) => practitioner === person.id).flatMap(placeOf);
    return person.mailboxes.map((mailbox) => finding(mailbox, person, places, "person"));
  });
  const ofStructures = [...organizations.values()].flatMap((organization) =>
    organization.mailboxes.map((mailbox) => finding(mailbox, undefined, situationOf(organization), "structure")),
  );
  return [...ofRoles, ...ofPeople, ...ofStructures];
}

function finding(
  mailbox: Mailbox,
  owner: Practitioner | undefined,
  places: readonly Situation[],
  scope: Finding["scope"],
): Finding {
  const ofService = mailbox.kind === "ORG" || mailbox.kind === "APP";
  const person = ofService ? undefined : owner;
  const situations = mailbox.service === "" ? places : places.map((place) => ({ ...place, service: mailbox.service }));
  const structure = places[0]?.structure ?? "";
  const name = person === undefined ? structure || mailbox.description : `${person.family} ${person.given}`.trim();
  return {
    address: mailbox.address,
    kind: mailbox.kind,
    name: name || mailbox.address,
    family: person?.family ?? "",
    given: person?.given ?? "",
    profession: person?.profession ?? "",
    specialty: person?.specialty ?? "",
    idNat: person?.idNat ?? "",
    situations,
    rank: mailbox.rank,
    scope: ofService ? "structure" : scope,
    source: "fhir",
  };
}

const situationOf = (organization: Organization | undefined): readonly Situation[] =>
  organization === undefined
    ? []
    : [
        {
          structure: organization.name,
          service: "",
          street: organization.street,
          postalCode: organization.postalCode,
          city: organization.city,
        },
      ];
