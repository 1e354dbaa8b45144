import type { Handlers } from "#shared/contract/index";
import { writeCsv } from "#shared/rules/csv-table";
import type { Services } from "./services";

/** Documents counted by month and type, on this computer and nowhere else. */
export function indicatorHandlers(services: Services): Pick<Handlers, "indicators.list" | "indicators.export"> {
  const { store } = services;
  return {
    "indicators.list": () => store.get().indicators(),
    "indicators.export": async () => {
      const rows = (await store.get().indicators()).map((one) => [
        one.month,
        one.direction === "sent" ? "envoyé" : "reçu",
        one.code,
        one.type,
        String(one.withIns),
        String(one.withoutIns),
      ]);
      const head = ["Mois", "Sens", "Code", "Type de document", "Avec INS", "Sans INS"];
      const bytes = new TextEncoder().encode(writeCsv([head, ...rows]));
      const saved = await services.platform.dialogs.saveFile("indicateurs.csv", bytes);
      if (saved)
        await services.trace({ action: "document-export", request: "indicators", answer: "saved", success: true });
      return { saved };
    },
  };
}
