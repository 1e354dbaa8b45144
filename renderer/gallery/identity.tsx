import BadgeCheck from "lucide-react/icons/badge-check";
import { AvatarTile, FictitiousMark, Matricule, PatientLine, TimeText } from "../ui";
import { Shelf } from "./shelf";

const matricule = "279035121518989";
const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

/** Who and when: tiles, matricules by nature, dates. */
export function Identity() {
  return (
    <Shelf name="identity">
      {(["patient", "professional", "other"] as const).flatMap((kind) =>
        ([28, 36, 44] as const).map((size) => <AvatarTile key={`${kind}${size}`} kind={kind} size={size} />),
      )}
      {["8", "9", "10", "11", "99"].map((end) => (
        <Matricule key={end} matricule={matricule} oid={`1.2.250.1.213.1.4.${end}`} />
      ))}
      <FictitiousMark oid="1.2.250.1.213.1.4.10" />
      {[0, 24, 72, 400, 9000].map((hours) => (
        <span key={hours}>
          <TimeText iso={hoursAgo(hours)} form="row" /> · <TimeText iso={hoursAgo(hours)} />
        </span>
      ))}
      <PatientLine
        name="PAT-DEMO Alice"
        kind="Patiente"
        trust={{ icon: BadgeCheck, tone: "good", text: "Identité qualifiée" }}
      >
        <Matricule matricule={matricule} oid="1.2.250.1.213.1.4.10" />
      </PatientLine>
    </Shelf>
  );
}
