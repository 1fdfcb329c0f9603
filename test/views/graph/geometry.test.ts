import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import type { Box } from '../../../src/views/graph/boxes.js';
import { boundsOf, fit, kept, revealed, zoomed } from '../../../src/views/graph/camera.js';
import { type Curve, curves, HEAD } from '../../../src/views/graph/curves.js';
import { nodeAt } from '../../../src/views/graph/hit.js';
import { placed } from '../../../src/views/graph/scene.js';
import { nextNode, nodeNearest } from '../../../src/views/graph/steer.js';
import { graphOf } from './samples.js';

const room: Box = { x: 0, y: 60, w: 800, h: 500 };
const coordinate = fc.integer({ min: -2000, max: 2000 });
const box = fc.record({
  x: coordinate,
  y: coordinate,
  w: fc.integer({ min: 16, max: 300 }),
  h: fc.integer({ min: 16, max: 120 }),
});

describe('The camera', () => {
  it('fits any picture into the room', () => {
    fc.assert(
      fc.property(fc.array(box, { minLength: 1 }), (boxes) => {
        const bounds = boundsOf(boxes);
        const { x, y, k } = fit(bounds, room);
        expect(bounds.x * k + x).to.be.at.least(room.x);
        expect((bounds.x + bounds.w) * k + x).to.be.at.most(room.x + room.w);
        expect(bounds.y * k + y).to.be.at.least(room.y);
        expect((bounds.y + bounds.h) * k + y).to.be.at.most(room.y + room.h);
      }),
    );
  });

  it('has bounds round negative coordinates too', () => {
    expect(boundsOf([{ x: -300, y: -200, w: 100, h: 50 }])).to.deep.equal({ x: -300, y: -200, w: 100, h: 50 });
    expect(boundsOf([])).to.deep.equal({ x: 0, y: 0, w: 0, h: 0 });
  });

  it('does not blow up a small picture', () => {
    expect(fit({ x: 0, y: 0, w: 10, h: 10 }, room).k).to.be.at.most(1.25);
  });

  it('leaves what is under the pointer where it is', () => {
    const before = { x: 30, y: -20, k: 0.7 };
    const after = zoomed(before, 1.9, 200, 300, 0.1);
    expect((200 - after.x) / after.k).to.be.closeTo((200 - before.x) / before.k, 1e-9);
    expect((300 - after.y) / after.k).to.be.closeTo((300 - before.y) / before.k, 1e-9);
  });

  it('zooms neither without end nor to nothing', () => {
    const camera = { x: 0, y: 0, k: 1 };
    expect(zoomed(camera, 1e9, 0, 0, 0.1).k).to.equal(4);
    expect(zoomed(camera, 0, 0, 0, 0.1).k).to.equal(0.1);
    expect(zoomed(camera, -1, 0, 0, 0.1).k).to.equal(0.1);
  });

  it('never loses the picture out of the room', () => {
    const bounds = { x: 0, y: 0, w: 1000, h: 400 };
    fc.assert(
      fc.property(
        fc.double({ noNaN: true }),
        fc.double({ noNaN: true }),
        fc.double({ min: 0.05, max: 4, noNaN: true }),
        (x, y, k) => {
          const camera = kept({ x, y, k }, bounds, room);
          expect(bounds.w * k + camera.x).to.be.greaterThan(room.x);
          expect(camera.x).to.be.lessThan(room.x + room.w);
          expect(bounds.h * k + camera.y).to.be.greaterThan(room.y);
          expect(camera.y).to.be.lessThan(room.y + room.h);
        },
      ),
    );
  });

  it('moves to show a node, and not at all when it is seen', () => {
    const camera = { x: 0, y: 0, k: 1 };
    expect(revealed(camera, { x: 300, y: 300, w: 100, h: 40 }, room)).to.deep.equal(camera);
    const { x, y } = revealed(camera, { x: 900, y: -300, w: 100, h: 40 }, room);
    expect(1000 + x).to.be.at.most(800);
    expect(-300 + y).to.be.at.least(60);
  });
});

describe('An arrow', () => {
  const isOnBorder = ({ x, y, w, h }: Box, px: number, py: number): boolean => {
    const inside = px >= x - 0.01 && px <= x + w + 0.01 && py >= y - 0.01 && py <= y + h + 0.01;
    const within = px > x + 0.01 && px < x + w - 0.01 && py > y + 0.01 && py < y + h - 0.01;
    return inside && !within;
  };
  const tip = ({ x2, y2, dx, dy }: Curve) => [x2 + dx * HEAD, y2 + dy * HEAD] as const;

  it('goes from border to border of any two services', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        const [curve] = curves([a, b], [false, false], [{ from: 0, to: 1 }]);
        if (!curve) throw new Error('No curve');
        expect(isOnBorder(a, curve.x1, curve.y1)).to.equal(true);
        expect(isOnBorder(b, ...tip(curve))).to.equal(true);
      }),
    );
  });

  it('leaves on the right and enters on the left where the flow goes right', () => {
    const [curve] = curves(
      [
        { x: 0, y: 0, w: 100, h: 40 },
        { x: 300, y: 200, w: 100, h: 40 },
      ],
      [false, false],
      [{ from: 0, to: 1 }],
    );
    expect(curve).to.include({ x1: 100, y1: 20, dx: 1, dy: 0 });
  });

  it('goes down where the picture flows down', () => {
    const [curve] = curves(
      [
        { x: 0, y: 0, w: 100, h: 40 },
        { x: 20, y: 200, w: 100, h: 40 },
      ],
      [false, false],
      [{ from: 0, to: 1 }],
    );
    expect(curve).to.include({ x1: 50, y1: 40, dx: 0, dy: 1 });
  });

  it('meets the round side of a topic', () => {
    const boxes = [0, 60, 120].map((y) => ({ x: 0, y, w: 100, h: 40 }));
    const topic = { x: 300, y: 60, w: 100, h: 40 };
    const links = [0, 1, 2].map((from) => ({ from, to: 3 }));
    for (const curve of curves([...boxes, topic], [false, false, false, true], links)) {
      const [x, y] = tip(curve);
      expect(Math.hypot(x - 320, y - 80)).to.be.closeTo(20, 1e-6);
    }
  });

  it('stands apart from others on its side, in the order of what they come from', () => {
    const boxes = [200, 0, 100].map((y) => ({ x: 0, y, w: 100, h: 40 }));
    const links = [0, 1, 2].map((from) => ({ from, to: 3 }));
    const ends = curves([...boxes, { x: 300, y: 100, w: 100, h: 60 }], [], links).map(({ y2 }) => y2);
    expect(ends.indexOf(Math.min(...ends))).to.equal(1);
    expect(ends.indexOf(Math.max(...ends))).to.equal(0);
    expect(new Set(ends).size).to.equal(3);
  });

  it('to its own node is a loop', () => {
    const [curve] = curves([{ x: 0, y: 0, w: 100, h: 40 }], [false], [{ from: 0, to: 0 }]);
    expect(curve).to.include({ x1: 100, dx: 0, dy: 1 });
  });
});

describe('Steering', () => {
  const graph = graphOf('A>b', 'b>C', 'b>D', 'E');
  const boxes: Box[] = [
    { x: 0, y: 100, w: 100, h: 40 },
    { x: 200, y: 100, w: 100, h: 40 },
    { x: 400, y: 0, w: 100, h: 40 },
    { x: 400, y: 180, w: 100, h: 40 },
    { x: 210, y: 300, w: 100, h: 40 },
  ];
  const scene = placed(graph, boxes);
  const from = (index: number) => ({
    right: nextNode(scene, index, 'ArrowRight'),
    left: nextNode(scene, index, 'ArrowLeft'),
    down: nextNode(scene, index, 'ArrowDown'),
    up: nextNode(scene, index, 'ArrowUp'),
  });

  it('follows the arrows of the keyboard along the arrows of the picture', () => {
    expect(from(0).right).to.equal(1);
    expect(from(1)).to.include({ left: 0, right: 3 });
    expect(from(2).left).to.equal(1);
  });

  it('goes to the nearest node where no arrow leads', () => {
    expect(from(2).down).to.equal(3);
    expect(from(1).down).to.equal(4);
    expect(from(0).left).to.equal(undefined);
  });

  it('finds the node at a point, and around it', () => {
    expect(nodeAt(boxes, 250, 120)).to.equal(1);
    expect(nodeAt(boxes, 305, 120)).to.equal(undefined);
    expect(nodeAt(boxes, 305, 120, 8)).to.equal(1);
    expect(nodeNearest(boxes, 450, 90)).to.equal(2);
    expect(nodeNearest([], 0, 0)).to.equal(undefined);
  });
});
