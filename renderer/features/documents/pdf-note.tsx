import type { PdfCheck } from "#shared/domain/pdf-check";
import { useText } from "../../text";
import { Banner } from "../../ui";

/** What is known of the PDF as an archival one, and exactly how far it was looked at. */
export function PdfNote({ check }: { readonly check: PdfCheck | null }) {
  const t = useText();
  if (check === null) return <Banner>{t("making.pdfMade")}</Banner>;
  if (check.problems.length === 0) return <Banner>{t("making.pdfClaims", { claim: check.claim })}</Banner>;
  return (
    <Banner tone="warning">
      <p>{t("making.pdfNotArchival")}</p>
      <ul>
        {check.problems.map((problem) => (
          <li key={problem}>{t(`making.pdf-${problem}`)}</li>
        ))}
      </ul>
    </Banner>
  );
}
