import AlarmClock from "lucide-react/icons/alarm-clock";
import Archive from "lucide-react/icons/archive";
import BookUser from "lucide-react/icons/book-user";
import Clock from "lucide-react/icons/clock";
import Contact from "lucide-react/icons/contact";
import FilePen from "lucide-react/icons/file-pen-line";
import FileText from "lucide-react/icons/file-text";
import FolderHeart from "lucide-react/icons/folder-heart";
import Inbox from "lucide-react/icons/inbox";
import ScrollText from "lucide-react/icons/scroll-text";
import Send from "lucide-react/icons/send";
import Stethoscope from "lucide-react/icons/stethoscope";
import UserRound from "lucide-react/icons/user-round";
import type { ListView } from "#shared/contract/mail";
import type { TextKey } from "#shared/text/index";
import type { Icon } from "../ui";
import type { Place } from "./workspace";

/** The lists of the left column, in order. */
export const listPlaces = [
  ["to-do", Inbox, "inbox.view-to-do"],
  ["patients", UserRound, "inbox.view-patients"],
  ["professionals", Stethoscope, "inbox.view-professionals"],
  ["documents", FileText, "inbox.view-documents"],
  ["awaiting", Clock, "inbox.view-awaiting"],
  ["snoozed", AlarmClock, "inbox.view-snoozed"],
  ["sent", Send, "inbox.view-sent"],
  ["drafts", FilePen, "inbox.view-drafts"],
  ["archive", Archive, "inbox.view-archive"],
] as const satisfies readonly (readonly [ListView, Icon, TextKey])[];

/** The pages of the left column, in order. */
export const pagePlaces = [
  ["directory", BookUser, "inbox.directory"],
  ["contacts", Contact, "inbox.contacts"],
  ["patients", FolderHeart, "inbox.patients"],
  ["journal", ScrollText, "inbox.journal"],
] as const satisfies readonly (readonly [Extract<Place, { kind: "page" }>["page"], Icon, TextKey])[];
