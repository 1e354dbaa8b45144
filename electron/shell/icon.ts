import { nativeImage, type NativeImage } from "electron";

/** The mark of Pli, 32×32: the same sheet as in the pages. */
const MARK =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAMAAABEpIrGAAAASFBMVEUcZmBckY0KWVP9/f0ATUeRtbK80tAAAADG2dcCVlKDqqcKW1QRYFoLWVMJWVNUi4cAQTuzzMoASEjk7ewAYk4lamU6eXV9paK1f9V7AAAAGHRSTlP///7/////AP8F/83/bUz///8O/w3///+xafCzAAAA2ElEQVR42oWTCQ6EIAxFmQICsonr/W86hckkkrL8REPaR6vQz5QyyngLRNbvmFIMX6GRLkjAJDPKO+jIeWWYCt08EkGxE4Y6mR8DntkxYBlM9AcEUQ3ckuiugIUTLRWgSyjpBaVTwTWtkFxpLFyiFRYuVwzGnI+4WCUFtnhwLgEk5j9bAwC4sJHOz5UxAgi8tNwmo060gNL/OGJZdADc+wu0AHjNhWt9w/a6D2j8hX7Wlx7dOupa9VFHTRTreegPzHTkpkNrxgUmxoEwth4U683Mm+2/D+z/BVG8D0onn2qTAAAAAElFTkSuQmCC";

/** The mark as Electron wants it, for the tray and what is dragged. */
export const markIcon = (): NativeImage => nativeImage.createFromDataURL(MARK);
