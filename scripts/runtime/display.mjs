/** A virtual screen is wanted on Linux when nobody has a screen here. */
export function needsVirtualDisplay() {
  return process.platform === "linux" && !process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"];
}

/**
 * The command that shows a program on a virtual screen.
 * @param {boolean} virtual
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {{ command: string, args: string[] }}
 */
export function onDisplay(virtual, command, args) {
  if (!virtual) return { command, args: [...args] };
  return { command: "xvfb-run", args: ["-a", "-s", "-screen 0 1920x1200x24", command, ...args] };
}
