import UserRoundPlus from "lucide-react/icons/user-round-plus";
import type { Recipient } from "#shared/domain/draft";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { IconButton, toasts } from "../../ui";

/** What is known of somebody to be kept. */
type Known = Pick<Recipient, "address" | "name"> & Partial<Recipient>;

/** Keeps a correspondent in the contacts in one gesture; a patient has a record instead, and nothing is shown. */
export function AddToContacts({ recipient }: { readonly recipient: Known }) {
  const t = useText();
  const save = useCommand("contacts.save");
  const { address, name, kind = "unknown" } = recipient;
  if (kind === "patient" || kind === "team") return null;
  const shown = name === "" ? address : name;
  const add = async (): Promise<void> => {
    const { profession = "", specialty = "", structure = "", postalCode = "", city = "", idNat = "" } = recipient;
    const place = { structure: structure.slice(0, 400), postalCode: postalCode.slice(0, 10), city: city.slice(0, 80) };
    const fields = { name: shown, kind, profession, specialty, ...place, idNat, note: "", addresses: [address] };
    const result = await save.run({ id: null, fields });
    if (result.ok) toasts.show(t("contacts.added", { name: result.value.name }), { tone: "good" });
  };
  return <IconButton icon={UserRoundPlus} label={t("contacts.addNamed", { name: shown })} onPress={() => void add()} />;
}
