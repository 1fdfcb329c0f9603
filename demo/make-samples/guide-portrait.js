// The harbour guide, drawn flat: a keeper with a lantern in front of the evening water.
import { drawHarbour } from './harbour-scene.js';

/** Draws the portrait in w × h pixels (4:5). */
export function drawPortrait(ctx, w, h) {
  ctx.save();
  ctx.filter = `blur(${w * 0.006}px)`;
  drawHarbour(ctx, w, h, { night: 0.58, lit: 17, seconds: 3.4, pan: 0.55, zoom: 1.12 });
  ctx.restore();
  ctx.save();
  ctx.scale(w / 800, h / 1000);
  const shade = ctx.createLinearGradient(0, 500, 0, 1000);
  shade.addColorStop(0, 'rgba(12, 16, 40, 0)');
  shade.addColorStop(1, 'rgba(12, 16, 40, 0.55)');
  ctx.fillStyle = shade;
  ctx.fillRect(0, 0, 800, 1000);
  coat(ctx);
  head(ctx);
  lantern(ctx);
  ctx.restore();
}

const fill = (ctx, colour, path) => {
  ctx.fillStyle = colour;
  ctx.fill(new Path2D(path));
};

function coat(ctx) {
  const wool = ctx.createLinearGradient(140, 0, 680, 0);
  wool.addColorStop(0, '#16233f');
  wool.addColorStop(0.55, '#213561');
  wool.addColorStop(1, '#3a3f67');
  fill(ctx, wool, 'M96 1010 C104 820 160 730 296 690 L400 668 L504 690 C640 730 700 820 706 1010 Z');
  fill(ctx, '#111c35', 'M400 700 L388 1010 L404 1010 L412 700 Z');
  fill(ctx, 'rgba(255,190,110,0.16)', 'M640 760 C690 820 704 900 706 1010 L600 1010 C616 920 622 830 640 760 Z');
  // jumper and collar
  fill(ctx, '#d9b48a', 'M334 640 L466 640 L478 716 C440 760 360 760 322 716 Z');
  fill(ctx, '#c49b70', 'M322 716 C360 760 440 760 478 716 L474 694 C440 730 360 730 326 694 Z');
  fill(ctx, '#1b2b50', 'M322 676 C300 690 272 704 258 730 L360 850 L398 742 C366 738 336 712 322 676 Z');
  fill(ctx, '#2b3d6d', 'M478 676 C500 690 528 704 542 730 L440 850 L402 742 C434 738 464 712 478 676 Z');
  for (const y of [862, 930]) {
    fill(ctx, '#e7b765', `M372 ${y} a9 9 0 1 0 0.1 0 Z`);
    fill(ctx, '#e7b765', `M432 ${y} a9 9 0 1 0 0.1 0 Z`);
  }
}

function head(ctx) {
  fill(ctx, '#5b3427', 'M268 420 C250 560 262 640 300 672 C322 600 312 520 318 430 Z');
  fill(ctx, '#6b3d2b', 'M532 420 C550 560 538 640 500 672 C478 600 488 520 482 430 Z');
  fill(ctx, '#c98a67', 'M352 560 L448 560 L454 664 C430 696 370 696 346 664 Z');
  fill(ctx, '#b67857', 'M352 590 C380 628 420 628 448 590 L450 622 C424 652 376 652 350 622 Z');
  const skin = ctx.createLinearGradient(290, 0, 520, 0);
  skin.addColorStop(0, '#cf9070');
  skin.addColorStop(1, '#efb78c');
  fill(ctx, skin, 'M290 420 C290 330 510 330 510 420 C514 520 474 612 400 614 C326 612 286 520 290 420 Z');
  fill(ctx, 'rgba(230,110,90,0.22)', 'M334 514 a27 20 0 1 0 0.1 0 Z');
  fill(ctx, 'rgba(230,110,90,0.26)', 'M464 514 a27 20 0 1 0 0.1 0 Z');
  // fringe
  fill(
    ctx,
    '#6b3d2b',
    'M284 452 C276 352 350 330 400 336 C464 328 528 356 516 456 C500 410 470 396 440 398 C390 402 330 396 284 452 Z',
  );
  for (const x of [354, 446]) {
    fill(
      ctx,
      '#3b2420',
      `M${x - 24} 450 C${x - 14} 438 ${x + 14} 438 ${x + 24} 450 C${x + 14} 445 ${x - 14} 445 ${x - 24} 450 Z`,
    );
    fill(ctx, '#2a1c22', `M${x} 470 a11 13 0 1 0 0.1 0 Z`);
    fill(ctx, '#fff6e6', `M${x + 4} 474 a3.4 3.4 0 1 0 0.1 0 Z`);
  }
  fill(ctx, '#d0916c', 'M400 486 C392 514 388 526 396 530 C402 533 408 532 412 529 C402 526 402 506 400 486 Z');
  ctx.strokeStyle = '#8c3f3a';
  ctx.lineWidth = 6;
  ctx.lineCap = 'round';
  ctx.stroke(new Path2D('M366 558 C384 576 418 576 436 556'));
  // knitted hat
  const hat = ctx.createLinearGradient(270, 0, 530, 0);
  hat.addColorStop(0, '#a83f45');
  hat.addColorStop(1, '#dd6a54');
  fill(ctx, hat, 'M272 384 C262 236 538 236 528 384 Z');
  fill(
    ctx,
    '#c9524c',
    'M262 372 C330 346 470 346 538 372 C546 400 544 414 538 424 C470 396 330 396 262 424 C256 414 254 400 262 372 Z',
  );
  ctx.strokeStyle = 'rgba(255,226,200,0.25)';
  ctx.lineWidth = 3;
  for (let x = 282; x < 530; x += 20)
    ctx.stroke(new Path2D(`M${x} ${372 - Math.sin(((x - 262) / 276) * Math.PI) * 17} l0 38`));
  fill(ctx, '#f0d7b0', 'M400 226 a32 32 0 1 0 0.1 0 Z');
}

function lantern(ctx) {
  const light = ctx.createRadialGradient(628, 676, 10, 628, 676, 300);
  for (let i = 0; i <= 8; i++) light.addColorStop(i / 8, `rgba(255, 190, 100, ${0.75 * (1 - i / 8) ** 2.4})`);
  ctx.save();
  ctx.globalCompositeOperation = 'lighter';
  ctx.fillStyle = light;
  ctx.fillRect(300, 350, 500, 650);
  ctx.restore();
  // sleeve and hand
  fill(ctx, '#1a2a4e', 'M566 1010 C560 900 576 820 606 772 L690 800 C700 870 706 940 704 1010 Z');
  fill(ctx, '#e0a57c', 'M596 770 C590 742 606 724 632 724 C660 724 676 744 670 776 C650 792 616 790 596 770 Z');
  ctx.strokeStyle = '#3a2a2c';
  ctx.lineWidth = 7;
  ctx.stroke(new Path2D('M588 612 C590 552 666 552 668 612'));
  fill(ctx, '#3a2a2c', 'M580 606 L676 606 L686 628 L570 628 Z M574 726 L682 726 L690 748 L566 748 Z');
  const glass = ctx.createLinearGradient(0, 628, 0, 726);
  glass.addColorStop(0, '#ffcf7d');
  glass.addColorStop(0.55, '#fff3cf');
  glass.addColorStop(1, '#ffab52');
  fill(ctx, glass, 'M580 628 L676 628 L680 726 L576 726 Z');
  fill(ctx, 'rgba(58,42,44,0.85)', 'M604 628 L610 628 L608 726 L602 726 Z M646 628 L652 628 L654 726 L648 726 Z');
  fill(ctx, '#fffaf0', 'M628 660 C646 684 644 708 628 712 C612 708 610 684 628 660 Z');
}
