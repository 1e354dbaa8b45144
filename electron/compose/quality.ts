import type { Handlers } from "#shared/contract/index";
import type { BounceReason } from "#shared/domain/message";
import { type AddressQuality, doubtfulAddresses } from "#shared/rules/address-quality";
import { writeCsv } from "#shared/rules/csv-table";
import type { Services } from "./services";

/** Addresses to be doubted: shown, and written out for the operator. */
export function qualityHandlers(services: Services): Pick<Handlers, "quality.list" | "quality.export"> {
  const { store, platform } = services;
  const list = async (): Promise<readonly AddressQuality[]> =>
    doubtfulAddresses(await store.get().addressFacts(), platform.clock().getTime());
  return {
    "quality.list": list,
    "quality.export": async () => {
      const bytes = new TextEncoder().encode(writeCsv([HEAD, ...(await list()).map(rowOf)]));
      const saved = await platform.dialogs.saveFile("adresses-a-verifier.csv", bytes);
      if (saved) await services.trace({ action: "export", request: "address quality", answer: "saved", success: true });
      return { saved };
    },
  };
}

const HEAD = [
  "Adresse MSSanté",
  "Nom",
  "Dernier message non remis",
  "Motif",
  "Non remis (total)",
  "Disparue de l’annuaire depuis",
  "Sans signe de vie depuis",
  "Messages sans réponse",
  "Dernier envoi",
];

const REASONS: Readonly<Record<BounceReason, string>> = {
  none: "",
  closed: "boîte fermée",
  unknown: "adresse inconnue",
  invalid: "adresse non valable",
  "too-big": "message trop volumineux",
  refused: "refusé par le serveur",
  quota: "boîte pleine",
  temporary: "serveur indisponible",
  other: "autre",
};

function rowOf(one: AddressQuality): readonly string[] {
  const has = (signal: AddressQuality["signals"][number]): boolean => one.signals.includes(signal);
  const day = (iso: string | null): string => iso?.slice(0, 10) ?? "";
  return [
    one.address,
    one.name,
    has("bounced") ? day(one.lastBounce) : "",
    has("bounced") ? REASONS[one.bounceReason] : "",
    String(one.bounces),
    day(one.goneSince),
    has("silent") ? day(one.unansweredSince) : "",
    has("silent") ? String(one.unanswered) : "",
    day(one.lastSent),
  ];
}

/** Looks up every known address in the directory of this computer and notes which it publishes; null without a directory. */
export async function comparePublished({
  store,
  offline,
  platform,
}: Pick<Services, "store" | "offline" | "platform">): Promise<{
  readonly gone: number;
  readonly found: readonly string[];
} | null> {
  const looked = await store.get().knownAddresses();
  if (!offline.process.exists()) return null;
  const published = await offline.process.call((service) => service.published(looked));
  if (published === null) return null;
  const found = published.map(({ address }) => address);
  const { gone } = await store.get().markPublished(looked, found, platform.clock().toISOString());
  return { gone, found };
}
