export interface Point { x: number; y: number }

/** A rectangle turned by `angle` radians about its centre; `width` runs along the text. */
export interface TextRect {
  cx: number;
  cy: number;
  width: number;
  height: number;
  angle: number;
}

/** The least rectangle around points, by trying each edge of their convex hull; its longer side is its width. */
export function minAreaRect(points: Point[]): TextRect {
  const hull = convexHull(points);
  let best: TextRect | null = null;
  for (let i = 0; i < hull.length; i++) {
    const p = hull[i]!;
    const q = hull[(i + 1) % hull.length]!;
    const length = Math.hypot(q.x - p.x, q.y - p.y);
    if (length === 0) continue;
    const ux = (q.x - p.x) / length;
    const uy = (q.y - p.y) / length;
    let minU = Infinity, maxU = -Infinity, minV = Infinity, maxV = -Infinity;
    for (const { x, y } of hull) {
      const u = x * ux + y * uy;
      const v = -x * uy + y * ux;
      minU = Math.min(minU, u);
      maxU = Math.max(maxU, u);
      minV = Math.min(minV, v);
      maxV = Math.max(maxV, v);
    }
    const area = (maxU - minU) * (maxV - minV);
    if (best && area >= best.width * best.height) continue;
    const u = (minU + maxU) / 2;
    const v = (minV + maxV) / 2;
    best = { cx: u * ux - v * uy, cy: u * uy + v * ux, width: maxU - minU, height: maxV - minV, angle: Math.atan2(uy, ux) };
  }
  return upright(best ?? { cx: points[0]?.x ?? 0, cy: points[0]?.y ?? 0, width: 0, height: 0, angle: 0 });
}

/** Makes the angle lie within 45 degrees of horizontal, changing the sides over where need be. */
function upright(rect: TextRect): TextRect {
  let { width, height, angle } = rect;
  while (angle > Math.PI / 4) {
    angle -= Math.PI / 2;
    [width, height] = [height, width];
  }
  while (angle <= -Math.PI / 4) {
    angle += Math.PI / 2;
    [width, height] = [height, width];
  }
  return { ...rect, width, height, angle };
}

/** Andrew's monotone chain. */
function convexHull(points: Point[]): Point[] {
  const sorted = [...points].sort((p, q) => p.x - q.x || p.y - q.y);
  if (sorted.length < 3) return sorted;
  const half = (ordered: Point[]) => {
    const chain: Point[] = [];
    for (const point of ordered) {
      while (chain.length >= 2 && cross(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

const cross = (o: Point, a: Point, b: Point) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
