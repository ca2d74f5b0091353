import type { MapView } from '../map/mapView';
import type { Palette } from '../map/palette';
import type { Facts } from './facts';
import { saveFile } from './saveFile';
import { drawSheet, sheetParts } from './sheet';

/** Pixels per CSS px: sharp on paper too. */
const PIXEL_RATIO = 2;
const WIDEST = 2_400;
const NARROWEST = 640;

/** The whole map with its facts as one picture, `width` CSS px wide; throws before there is a map. */
export async function sheetOf(
  map: MapView,
  facts: Facts,
  palette: Palette,
  width: number,
  mapHeight: number,
): Promise<HTMLCanvasElement> {
  const size = { width: Math.min(WIDEST, Math.max(NARROWEST, width)), mapHeight };
  const picture = await map.snapshot(size.width, mapHeight, PIXEL_RATIO);
  const { head, foot } = sheetParts(facts);
  const sheet = document.createElement('canvas');
  sheet.width = size.width * PIXEL_RATIO;
  sheet.height = (head + mapHeight + foot) * PIXEL_RATIO;
  const ink = sheet.getContext('2d');
  if (!ink) throw new Error('This browser gives no canvas to draw on.');
  ink.scale(PIXEL_RATIO, PIXEL_RATIO);
  drawSheet(ink, picture, facts, palette, size);
  return sheet;
}

/** Saves such a picture as a PNG file. */
export async function exportPng(
  map: MapView,
  facts: Facts,
  palette: Palette,
  width: number,
  mapHeight: number,
): Promise<void> {
  const sheet = await sheetOf(map, facts, palette, width, mapHeight);
  const body = await new Promise<Blob | null>((resolve) => sheet.toBlob(resolve, 'image/png'));
  if (!body) throw new Error('This browser could not make a PNG of it.');
  saveFile(body, facts.fileName);
}
