/** Newer versions of the application (`shared/domain/update`). */
export const updates = {
  title: "Updates",
  off: "This copy of Pli does not look for updates and asks no server for them. Whoever installed it will give you a new version.",
  never: "No look has been made yet. Pli looks shortly after it opens, then once a day.",
  current: "Pli is up to date. Last look: {when}.",
  looking: "Looking for an update…",
  downloading: "Version {version} is available. It is being downloaded; you can go on working.",
  download: "Download of the update",
  percent: "{percent}%",
  "ready-here": "Version {version} is ready. It will be in place the next time Pli opens; you can also reopen it now.",
  "ready-system":
    "Version {version} is downloaded and verified. On this computer the system installs software: open the folder of the file, then install it or hand it to your IT department.",
  notes: "Version {version}, {date}",
  look: "Look for an update",
  "install-here": "Reopen Pli now",
  "install-system": "Open the folder of the file",
  "outcome-shown": "The folder of the file is open. Close Pli before you install the new version.",
  "outcome-writing": "A message is being written. Send or close it, then try again: nothing is lost.",
  "outcome-sending": "A message is leaving. Try again in a few minutes.",
  "outcome-nothing": "No update is ready any more. Look again.",
  unexpected: "The look for an update failed. Your version goes on working.",
  "fail-unreachable":
    "The update server did not answer. Your version goes on working; what was already downloaded is kept. Pli will try again tomorrow.",
  "fail-untrusted":
    "The update server could not prove who it is. Nothing was downloaded. Tell your IT department if it happens again.",
  "fail-unsigned":
    "What the server gave is not signed by the publisher of Pli. Nothing was taken. Tell your IT department.",
  "fail-unreadable": "The announcement cannot be read by this version. Nothing was taken. Tell the publisher.",
  "fail-expired":
    "The announcement is out of date: the server is no longer maintained, or the clock of this computer is fast. Nothing was taken.",
  "fail-older":
    "The server offers a version older than one already announced. It was refused: going back would reopen mended faults.",
  "fail-too-old-data":
    "The new version cannot read the data of yours. Ask the publisher for the version in between; your mail is intact.",
  "fail-no-file": "The new version does not exist for this computer. Yours goes on working.",
  "fail-altered":
    "The file received is not the one that the publisher signed. It was thrown away and nothing was installed. Look again.",
  "fail-does-not-start":
    "The new version, tried aside, did not start on this computer. It was not installed and yours is intact. Tell the publisher.",
  "fail-no-space": "There is not enough room on the disk for the update. Make room, then look again.",
  "fail-disk": "The update could not be written on this computer. Your version goes on working.",
};
