import { join } from "node:path";
import { expect } from "@playwright/test";
import { filesUnder } from "../attacks/support/disk";
import { HOST, tested, throughDoor } from "./support/doors";
import { publishList } from "./support/publisher";
import { requirement } from "./support/requirement";

requirement(
  ["CONF.22", "ECO.1.1.7", "ECO.1.1.6"],
  async (practice, evidence) => {
    const { space, ways, folder } = practice;
    let list: Uint8Array = new Uint8Array();
    const publisher = await publishList(ways, () => list);
    try {
      const issue = () => space.issue({ hosts: [HOST.imap], listUrl: publisher.url });
      const [good, revoked] = [await issue(), await issue()];
      list = await space.revocationList({ revokedPems: [revoked.certPem], hours: 12 });
      const seen = (certificate: typeof good) =>
        throughDoor(practice, "imap", { certificate }, () => tested(practice, "certificate"));
      expect(await seen(good)).toBe("ok");
      const asked = publisher.asked();
      expect(asked).toBeGreaterThan(0);
      await ways.publisher.inject({ kind: "closed" });
      expect(await seen(revoked)).toBe("revoked");
      expect(await seen(good)).toBe("ok");
      expect(publisher.asked()).toBe(asked);
      const kept = [...filesUnder(join(folder, "profile", "revocation"))].filter(([, bytes]) => bytes.equals(list));
      expect(kept.length).toBe(1);
      evidence(
        "liste obtenue une fois, gardée dans le profil ; publieur coupé : le certificat révoqué est refusé, le bon est accepté",
      );
    } finally {
      await publisher.stop();
    }
  },
  { leaves: "la réponse OCSP et la fin de validité de la liste, éprouvées par les tests de electron/trust seulement" },
);
