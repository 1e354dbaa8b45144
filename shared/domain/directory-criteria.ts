/** What a directory may be asked by (UX.10, UX.41), in the order that a person is asked. */
export const DIRECTORY_CRITERIA = [
  "family",
  "given",
  "profession",
  "specialty",
  "structure",
  "street",
  "postalCode",
  "city",
  "idNat",
  "address",
] as const;

/** A value for each; an empty one is not asked. */
export type DirectoryCriteria = Readonly<Record<(typeof DIRECTORY_CRITERIA)[number], string>>;

/** None is filled. */
export const NO_CRITERIA: DirectoryCriteria = {
  idNat: "",
  family: "",
  given: "",
  profession: "",
  specialty: "",
  structure: "",
  street: "",
  postalCode: "",
  city: "",
  address: "",
};
