/// <reference types="vite/client" />

/** Every package shipped inside the application, made at build time (`.config/licences.ts`). */
declare module "virtual:licences" {
  const packages: readonly { readonly name: string; readonly version: string; readonly licence: string }[];
  export default packages;
}
