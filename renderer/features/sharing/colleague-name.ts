import type { Colleague } from "#shared/domain/message";
import type { Text } from "../../text";

/** Who somebody of the mailbox is, in words: her name, else the RPPS in her identifier. */
export const colleagueName = ({ name, idNat }: Colleague, t: Text): string =>
  name === "" ? t("day.rpps", { number: idNat.slice(1) }) : name;
