import { serveIdentity } from "../trust/serve-identity";
import { parentPort } from "./port/parent-port";

serveIdentity(parentPort());
