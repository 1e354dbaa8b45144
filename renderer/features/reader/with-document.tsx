import type { ReactNode } from "react";
import { useText } from "../../text";
import { Boundary, SplitPanes, useMedia } from "../../ui";
import { useWorkspace, workspace } from "../../workspace";
import { DocumentReader } from "../documents";
import { SidePanel } from "./side-panel";

/** A conversation or a page, with the document that was opened from it: beside it from 1600 px, over it below. What is under it stays as it was. */
export function WithDocument({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const side = useWorkspace((now) => now.side);
  const wide = useMedia("(min-width: 1600px)");
  const shows = side?.kind !== "document" ? "first" : wide ? "both" : "second";
  return (
    <>
      <SplitPanes
        name="document"
        label={t("app.documentWidth")}
        side="second"
        shows={shows}
        initial={620}
        min={420}
        max={1000}
        first={children}
        second={
          side?.kind === "document" && (
            <Boundary key={side.id}>
              <DocumentReader id={side.id} onClose={workspace.back} />
            </Boundary>
          )
        }
      />
      <SidePanel side={side} />
    </>
  );
}
