import type { Palette } from '../map/palette';
import { Zone } from '../model/zone';
import type { Facts } from './facts';

const FAMILY = "'Inter Variable', 'Inter Fallback', sans-serif";
const MARGIN = 16;
const LINE = 18;

/** What a sheet is drawn with. */
type Ink = Pick<
  CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'globalAlpha'
  | 'fillRect'
  | 'strokeRect'
  | 'fillText'
  | 'measureText'
  | 'drawImage'
  | 'save'
  | 'restore'
  | 'translate'
  | 'rotate'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'closePath'
  | 'fill'
  | 'rect'
  | 'clip'
>;

export interface SheetSize {
  readonly width: number;
  /** Of the map alone. */
  readonly mapHeight: number;
}

/** Heights of a sheet's parts, CSS px. */
export function sheetParts({ lines, warnings }: Facts): { readonly head: number; readonly foot: number } {
  return { head: 36 + LINE * (1 + lines.length + warnings.length), foot: 2 * LINE + 14 };
}

/**
 * Draws the map with what must stand beside it: title, block and time above, the legend below, and over all of it why it must not
 * be taken for live. Unit of the context: CSS px.
 */
export function drawSheet(ink: Ink, map: CanvasImageSource, facts: Facts, palette: Palette, size: SheetSize): void {
  const { page, heading, headingDetail, told } = palette.colours;
  const { head, foot } = sheetParts(facts);
  const { width, mapHeight } = size;
  const write = (text: string, x: number, y: number, font: string, colour: string): void => {
    ink.font = `${font} ${FAMILY}`;
    ink.fillStyle = colour;
    ink.fillText(text, x, y, width - MARGIN - x);
  };
  ink.fillStyle = page;
  ink.fillRect(0, 0, width, head + mapHeight + foot);
  ink.textAlign = 'left';
  ink.textBaseline = 'alphabetic';
  write(`Isotherm · ${facts.title}`, MARGIN, 28, '600 16px', heading);
  let y = 28 + LINE;
  write(`${facts.block} · ${facts.taken}`, MARGIN, y, '400 12px', headingDetail);
  for (const text of facts.lines) write(text, MARGIN, (y += LINE), '400 12px', headingDetail);
  for (const text of facts.warnings) write(text, MARGIN, (y += LINE), '600 13px', told);
  ink.drawImage(map, 0, head, width, mapHeight);
  drawLegend(ink, facts, palette, head + mapHeight + LINE + 4, width, write);
  if (facts.warnings.length > 0) watermark(ink, facts.warnings[0]!, palette, head, size);
}

function drawLegend(
  ink: Ink,
  { legend, queued }: Facts,
  palette: Palette,
  top: number,
  width: number,
  write: (text: string, x: number, y: number, font: string, colour: string) => void,
): void {
  const { heading } = palette.colours;
  let [x, y] = [MARGIN, top];
  for (const { zone, text } of [...legend, { zone: -1, text: queued }]) {
    ink.font = `400 12px ${FAMILY}`;
    const needed = ink.measureText(text).width + 40;
    if (x + needed > width && x > MARGIN) [x, y] = [MARGIN, y + LINE];
    if (zone >= 0) {
      ink.fillStyle = palette.fill(zone as Zone, zone <= 2 ? 32 : 0).css;
      ink.fillRect(x, y - 10, 14, 11);
      ink.strokeStyle = palette.edge(zone as Zone) ?? heading;
      ink.strokeRect(x + 0.5, y - 9.5, 13, 10);
      ink.fillStyle = palette.fill(zone as Zone, zone <= 2 ? 32 : 0).ink;
      sign(ink, zone as Zone, x + 7, y - 4.5);
    }
    write(text, x + (zone >= 0 ? 20 : 0), y, '400 12px', heading);
    x += needed;
  }
}

/** The sign that tiles of a zone have, where there is one: a colour alone is not enough. */
function sign(ink: Ink, zone: Zone, x: number, y: number): void {
  if (zone !== Zone.yellow && zone !== Zone.red) return;
  ink.beginPath();
  if (zone === Zone.yellow) {
    ink.moveTo(x, y - 3.5);
    ink.lineTo(x + 4, y + 3);
    ink.lineTo(x - 4, y + 3);
  } else
    for (let i = 0; i < 6; i++)
      ink.lineTo(x + 3.6 * Math.cos((i * Math.PI) / 3), y + 3.6 * Math.sin((i * Math.PI) / 3));
  ink.closePath();
  ink.fill();
}

/** Across the map, so that no cut of it is without. */
function watermark(ink: Ink, text: string, palette: Palette, top: number, { width, mapHeight }: SheetSize): void {
  ink.save();
  ink.beginPath();
  ink.rect(0, top, width, mapHeight);
  ink.clip();
  ink.globalAlpha = 0.3;
  ink.fillStyle = palette.colours.heading;
  ink.font = `600 22px ${FAMILY}`;
  ink.translate(width / 2, top + mapHeight / 2);
  ink.rotate(-0.42);
  const step = ink.measureText(text).width + 80;
  const reach = width + mapHeight;
  for (let row = 0, y = -reach; y < reach; y += 130, row++)
    for (let x = -reach + (row % 2) * (step / 2); x < reach; x += step) ink.fillText(text, x, y);
  ink.restore();
}
