import ChevronDown from "lucide-react/icons/chevron-down";
import ChevronRight from "lucide-react/icons/chevron-right";
import CircleCheck from "lucide-react/icons/circle-check";
import CircleX from "lucide-react/icons/circle-x";
import { useState } from "react";
import type { TraceLine } from "#shared/domain/trace-event";
import { fileSize } from "#shared/text/formats/index";
import { useText } from "../../text";
import { Badge, Glyph, TimeText } from "../../ui";
import styles from "./journal.module.css";

/** One line; its detail unfolds under it. */
export function JournalLine({ line }: { readonly line: TraceLine }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <tr>
        <td>
          <button
            type="button"
            className={styles.unfold}
            aria-expanded={open}
            aria-label={t("journal.details", { number: line.seq })}
            onClick={() => setOpen(!open)}
          >
            <Glyph icon={open ? ChevronDown : ChevronRight} size={15} />
            {line.seq}
          </button>
        </td>
        <td>
          <TimeText iso={line.at} />
        </td>
        <td>{t.ofCode("journal", `action-${line.action}`)}</td>
        <td className={styles.mono}>{line.mailbox}</td>
        <td>
          <Badge tone={line.success ? "good" : "warning"} icon={line.success ? CircleCheck : CircleX}>
            {t(line.success ? "journal.ok" : "journal.failed")}
          </Badge>
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={5}>
            <Detail line={line} />
          </td>
        </tr>
      )}
    </>
  );
}

function Detail({ line }: { readonly line: TraceLine }) {
  const t = useText();
  const facts = [
    ["when", line.at],
    ["who", line.actor],
    ["request", line.request],
    ["answer", line.answer],
    ["folder", line.folder],
    ["recipients", line.recipients?.join(", ")],
    ["messageId", line.messageId],
    ["documentId", line.documentId],
    ["cdaCode", line.cdaCode],
    ["size", line.size === undefined ? undefined : fileSize(line.size, t.language)],
    ["hash", line.hash],
  ] as const;
  return (
    <dl className={styles.detail}>
      {facts.map(
        ([name, value]) =>
          value !== undefined &&
          value !== "" && (
            <div key={name}>
              <dt>{t(`journal.${name}`)}</dt>
              <dd className={styles.mono}>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
