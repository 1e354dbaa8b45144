import { useEffect, useState } from "react";
import type { CdaMedia } from "#shared/domain/document";
import type { DocumentId } from "#shared/domain/ids";
import { ask, failureOf } from "../../bridge";
import type { Failure } from "#shared/domain/failure";
import { useText } from "../../text";
import { FailureBanner, LoadingNote, Skeleton } from "../../ui";
import { HeldFile } from "./held-file";
import { PdfView } from "./pdf/pdf-view";
import styles from "./document-reader.module.css";

type Loaded = { readonly mimeType: string; readonly bytes: Uint8Array };

/** A file embedded in a document; its bytes live as long as what shows them, and are never kept in a cache. */
function useMedia(
  id: DocumentId,
  mediaId: string,
): { readonly media: Loaded | null; readonly failure: Failure | null } {
  const [media, setMedia] = useState<Loaded | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let current = true;
    ask("documents.media", { id, mediaId })
      .then((loaded) => current && setMedia(loaded))
      .catch((error: unknown) => current && setFailure(failureOf(error)));
    return () => {
      current = false;
    };
  }, [id, mediaId]);
  return { media, failure };
}

/** The PDF of a document. */
export function MediaPdf({ id, mediaId }: { readonly id: DocumentId; readonly mediaId: string }) {
  const { media, failure } = useMedia(id, mediaId);
  if (failure !== null) return <FailureBanner failure={failure} />;
  if (media === null)
    return (
      <>
        <LoadingNote />
        <Skeleton widths={[100]} height={560} />
      </>
    );
  return <PdfView bytes={media.bytes} />;
}

const RASTERS: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** A raster picture of a document; nothing else is drawn: another file is offered to be saved. */
export function MediaPicture({
  id,
  media,
  caption,
}: {
  readonly id: DocumentId;
  readonly media: CdaMedia;
  readonly caption: string;
}) {
  const t = useText();
  const { url, failure, isOther } = usePicture(id, media);
  if (isOther) return <HeldFile id={id} media={media} />;
  if (failure !== null) return <FailureBanner failure={failure} />;
  return url === null ? (
    <Skeleton widths={[60]} height={160} />
  ) : (
    <img className={styles.picture} src={url} alt={caption === "" ? t("documents.picture") : caption} />
  );
}

/** The address of a picture's bytes in this page, taken back when it is no longer shown; `isOther`: it is not of a kind that is drawn. */
function usePicture(
  id: DocumentId,
  media: CdaMedia,
): { readonly url: string | null; readonly failure: Failure | null; readonly isOther: boolean } {
  const [url, setUrl] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isOther, setOther] = useState(!RASTERS.has(media.mimeType));
  useEffect(() => {
    if (!RASTERS.has(media.mimeType)) return;
    let current = true;
    let made: string | null = null;
    ask("documents.media", { id, mediaId: media.id })
      .then(({ mimeType, bytes }) => {
        if (!current) return;
        if (!RASTERS.has(mimeType)) return setOther(true);
        made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: mimeType }));
        setUrl(made);
      })
      .catch((error: unknown) => current && setFailure(failureOf(error)));
    return () => {
      current = false;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [id, media]);
  return { url, failure, isOther };
}
