import { createContext } from "react";

/** Whether the bodies that the open conversation lacks are being fetched. */
export const Bringing = createContext(false);
