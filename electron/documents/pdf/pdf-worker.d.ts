/** pdf.js ships no types for its worker; it is imported for what it leaves on `globalThis`. */
declare module "pdfjs-dist/legacy/build/pdf.worker.mjs";
