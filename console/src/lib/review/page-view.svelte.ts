import { type Quarter, turnTransform, type Zoom, zoomLimits, zoomStep } from './page-geometry.ts';

/** Which page is shown, how large and how turned. The viewer reports the scale that results. */
export class PageView {
  number = $state(1);
  zoom = $state<Zoom>('width');
  quarter = $state<Quarter>(0);
  pageCount = $state(1);
  isPanKeyDown = $state(false);
  /** The page stands on the screen, or was waited for long enough: the turn of all that stands on it and around it. */
  isSeen = $state(false);
  /** Screen pixels per page unit, as shown now. */
  scale = 1;

  /** Its picture has come and is painted next. */
  see(): void {
    requestAnimationFrame(() => setTimeout(() => (this.isSeen = true)));
  }

  zoomBy(steps: 1 | -1): void {
    this.zoom = Math.min(Math.max(this.scale * zoomStep ** steps, zoomLimits.least), zoomLimits.most);
  }

  fit(): void {
    this.zoom = this.zoom === 'width' ? 'whole' : 'width';
  }

  rotate(): void {
    this.quarter = ((this.quarter + 90) % 360) as Quarter;
  }

  move(step: 1 | -1): void {
    this.number = Math.min(Math.max(this.number + step, 1), this.pageCount);
  }

  transform(size: { width: number; height: number }): string {
    return turnTransform(this.quarter, size);
  }
}
