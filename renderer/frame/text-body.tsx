import { useMemo, useState } from "react";
import { useText } from "../text";
import { Button } from "../ui";
import { guardLink } from "./link-guard";
import { splitLinks, splitQuote } from "./text-parts";
import styles from "./frame.module.css";

/** The text of a message as text, its links guarded, the quoted message folded. */
export function TextBody({ text }: { readonly text: string }) {
  const t = useText();
  const [quoteShown, setQuoteShown] = useState(false);
  const { own, quoted } = useMemo(() => splitQuote(text), [text]);
  return (
    <div className={styles.text}>
      <Lines text={own} />
      {quoted !== "" && (
        <Button variant="quiet" className={styles.fold} onPress={() => setQuoteShown(!quoteShown)}>
          {t(quoteShown ? "reader.hideQuoted" : "reader.quoted")}
        </Button>
      )}
      {quoteShown && (
        <div className={styles.quoted}>
          <Lines text={quoted} />
        </div>
      )}
    </div>
  );
}

function Lines({ text }: { readonly text: string }) {
  const parts = useMemo(() => splitLinks(text), [text]);
  return (
    <p className={styles.lines}>
      {parts.map((part) =>
        part.href === null ? (
          part.text
        ) : (
          <button
            key={part.at}
            type="button"
            className={styles.link}
            onClick={() => guardLink(part.href ?? "", part.text)}
          >
            {part.text}
          </button>
        ),
      )}
    </p>
  );
}
