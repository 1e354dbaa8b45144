import { serveParser } from "../documents/parser/serve";
import { parentPort } from "./port/parent-port";

serveParser(parentPort());
