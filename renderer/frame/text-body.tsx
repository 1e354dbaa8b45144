import { useMemo, useState } from "react";
import { useText } from "../text";
import { Button } from "../ui";
import { guardLink } from "./link-guard";
import { splitPieces, splitQuote, type TextPart } from "./text-parts";
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
  const pieces = useMemo(() => splitPieces(text), [text]);
  return (
    <div className={styles.lines}>
      {pieces.map((parts, at) => (
        // Pieces of one text never change places.
        // eslint-disable-next-line react/no-array-index-key
        <Piece key={at} parts={parts} />
      ))}
    </div>
  );
}

function Piece({ parts }: { readonly parts: readonly TextPart[] }) {
  return (
    <p className={styles.piece}>
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
