import type { Recipient } from "#shared/domain/draft";
import { NO_CRITERIA } from "#shared/domain/directory-criteria";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { AvatarTile, Badge, Banner, FailureBanner, LoadingNote, Skeleton } from "../../ui";
import { addressesOfPerson, everybody, placesOf, silentSources } from "./correspondent";
import { CorrespondentActs } from "./correspondent-acts";
import { Places } from "./places";
import styles from "./sheet.module.css";

/** All that is known of the person behind an address: what is known here at once, then each directory; every address with each place of work. */
export function PersonSheet({ address, name }: { readonly address: string; readonly name: string }) {
  const t = useText();
  const known = useQueryOf("recipients.of", { addresses: [address] });
  const [here] = known.data ?? [];
  const byAddress = useQueryOf(
    "directory.search",
    { ...NO_CRITERIA, address },
    { enabled: known.data !== undefined && !hasId(here) },
  );
  const found = everybody(byAddress.data ?? []).find((one) => one.address.toLowerCase() === address.toLowerCase());
  const idNat = here?.idNat || found?.idNat || "";
  const byPerson = useQueryOf("directory.search", { ...NO_CRITERIA, idNat }, { enabled: idNat !== "" });
  const answers = byPerson.data ?? byAddress.data ?? [];
  const addresses = addressesOfPerson({ address, name, known: here, found: everybody(answers) });
  const searching = known.isLoading || byAddress.isLoading || byPerson.isLoading;
  const silent = silentSources(answers);
  return (
    <>
      <Head person={addresses[0]} />
      <FailureBanner failure={byPerson.error?.failure ?? byAddress.error?.failure ?? null} />
      <h3 className={styles.heading}>{t("directory.addresses", { count: addresses.length })}</h3>
      <ul className={styles.addresses}>
        {addresses.map((one) => (
          <li key={one.address} className={styles.address}>
            <span className={styles.line}>
              <span className={styles.mono}>{one.address}</span>
              {one.kind !== "unknown" && <Badge tone="brand">{t(`writing.kind-${one.kind}`)}</Badge>}
              {one.preferred && addresses.length > 1 && <Badge tone="good">{t("writing.preferred")}</Badge>}
              {one.bounced && <Badge tone="warning">{t("writing.bouncedBefore")}</Badge>}
              {one.gone === true && <Badge tone="warning">{t("contacts.gone")}</Badge>}
            </span>
            <Places places={placesOf(one)} />
            <CorrespondentActs recipient={one} />
          </li>
        ))}
      </ul>
      {searching && <Searching />}
      {!searching && silent.length > 0 && (
        <Banner tone="warning">
          {t("directory.silent", { sources: silent.map((source) => t(`writing.origin-${source}`)).join(", ") })}
        </Banner>
      )}
    </>
  );
}

const hasId = (one: Recipient | undefined): boolean => one !== undefined && one.idNat !== "";

function Head({ person }: { readonly person: Recipient | undefined }) {
  const t = useText();
  if (person === undefined) return null;
  const does = [person.profession, person.specialty].filter((word) => word !== "").join(", ");
  return (
    <div className={styles.head}>
      <AvatarTile kind="professional" size={44} />
      <span className={styles.words}>
        <span>{does === "" ? t("directory.professionUnknown") : does}</span>
        {person.idNat !== "" && <span className={styles.quiet}>{t("directory.rpps", { number: person.idNat })}</span>}
      </span>
    </div>
  );
}

function Searching() {
  return (
    <div>
      <LoadingNote />
      <Skeleton widths={[60, 90]} />
    </div>
  );
}
