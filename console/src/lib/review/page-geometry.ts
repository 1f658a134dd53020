// Between the screen and page units, for a page that is scaled and turned by quarters.
import type { Box } from '../contract.ts';

export type Quarter = 0 | 90 | 180 | 270;
export type Zoom = 'width' | 'whole' | number;

interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

export const zoomLimits = { least: 0.2, most: 6 };
export const zoomStep = 1.25;

/** The size of the page as it lies on the screen, before scaling. */
export const turned = ({ width, height }: Size, quarter: Quarter): Size => (quarter % 180 === 0 ? { width, height } : { width: height, height: width });

/** Screen pixels per page unit. */
export function scaleFor(zoom: Zoom, page: Size, quarter: Quarter, room: Size): number {
  if (typeof zoom === 'number') return zoom;
  const { width, height } = turned(page, quarter);
  const byWidth = room.width / width;
  return Math.max(zoom === 'width' ? byWidth : Math.min(byWidth, room.height / height), 0.05);
}

/** A point of the turned page's rectangle on the screen, in page units. */
export function toPage(point: Point, rectangle: { left: number; top: number }, scale: number, quarter: Quarter, page: Size): Point {
  const x = (point.x - rectangle.left) / scale;
  const y = (point.y - rectangle.top) / scale;
  switch (quarter) {
    case 0: return { x, y };
    case 90: return { x: y, y: page.height - x };
    case 180: return { x: page.width - x, y: page.height - y };
    case 270: return { x: page.width - y, y: x };
  }
}

/** A box as it lies on the turned page, in page units. */
export function turnBox({ x, y, width, height }: Box, quarter: Quarter, page: Size): Box {
  switch (quarter) {
    case 0: return { x, y, width, height };
    case 90: return { x: page.height - y - height, y: x, width: height, height: width };
    case 180: return { x: page.width - x - width, y: page.height - y - height, width, height };
    case 270: return { x: y, y: page.width - x - width, width: height, height: width };
  }
}

export function boxBetween(a: Point, b: Point): Box {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

export const contains = ({ x, y, width, height }: Box, point: Point): boolean => point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;

/** The CSS transform that turns a page about its corner and moves it back into view. */
export function turnTransform(quarter: Quarter, { width, height }: Size): string {
  const moves = { 0: '', 90: `translateX(${height}px) `, 180: `translate(${width}px, ${height}px) `, 270: `translateY(${width}px) ` };
  return `${moves[quarter]}rotate(${quarter}deg)`;
}
