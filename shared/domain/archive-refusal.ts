/**
 * Why an archive that came with a message was not opened: a password, more inside than is safe to unfold, bytes that are not those that
 * left, names or places that a good archive does not hold, a description that cannot be read, a place after more archives than are looked into.
 */
export type ArchiveRefusal = "protected" | "too-big" | "damaged" | "unsafe" | "undescribed" | "too-many";
