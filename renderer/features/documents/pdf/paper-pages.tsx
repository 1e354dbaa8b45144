import { useEffect, useState } from "react";
import type { OpenPdf } from "./open-pdf";
import { MOST_SHEETS, pagePicture } from "./page-picture";
import styles from "./pdf-view.module.css";

/** The pages of a PDF for the paper of the document that holds it: pictures, one after the other; waiting until the last has come. */
export function PaperPages({ pdf }: { readonly pdf: OpenPdf | null }) {
  const sheets = useSheets(pdf);
  return (
    <div className={styles.sheets}>
      {sheets.map((sheet) => (
        <img key={sheet} className={styles.sheet} src={sheet} alt="" />
      ))}
      {(pdf === null || sheets.length < pdf.pages) && (
        <span data-loading="" data-endless={isEndless(pdf) || undefined} />
      )}
    </div>
  );
}

const isEndless = (pdf: OpenPdf | null): boolean => pdf !== null && pdf.pages > MOST_SHEETS;

/** Addresses of the pictures drawn so far, taken back when paper has them. */
function useSheets(pdf: OpenPdf | null): readonly string[] {
  const [sheets, setSheets] = useState<readonly string[]>([]);
  useEffect(() => {
    if (pdf === null || isEndless(pdf)) return;
    const made: string[] = [];
    let left = false;
    const draw = async (): Promise<void> => {
      for (let number = 1; number <= pdf.pages && !left; number += 1) {
        made.push(await pagePicture(pdf, number));
        if (!left) setSheets([...made]);
      }
    };
    // A page that cannot be drawn leaves the paper unfinished, which is said.
    void draw()
      .catch(() => {})
      .finally(() => left && revoke(made));
    return () => {
      left = true;
      revoke(made);
    };
  }, [pdf]);
  return sheets;
}

function revoke(made: readonly string[]): void {
  for (const url of made) URL.revokeObjectURL(url);
}
