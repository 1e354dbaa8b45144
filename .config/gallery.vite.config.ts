import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The living page of components, on loopback only: `npm run gallery`, then `/gallery.html`. */
export default defineConfig({
  root: fileURLToPath(new URL("../renderer", import.meta.url)),
  plugins: [react()],
  server: { host: "127.0.0.1", open: "/gallery.html" },
});
