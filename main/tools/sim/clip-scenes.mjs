/**
 * Draws the pictures of the drill's cameras: runs in a page, on a canvas. Obviously drawn, so that nobody takes one for
 * a real place; every scene moves, and repeats without a jump. `phase` runs from 0 to 1 over the clip.
 */
const WIDTH = 480;
const HEIGHT = 270;
const TURN = Math.PI * 2;

/** Back and forth, smoothly, between 0 and 1. */
const swing = (phase, times = 1, shift = 0) => 0.5 - 0.5 * Math.cos((phase * times + shift) * TURN);
/** Once across per clip; `shift` sets where it starts. */
const across = (phase, shift = 0) => (phase + shift) % 1;

function fill(g, colour, ...points) {
  g.fillStyle = colour;
  g.beginPath();
  points.forEach(([x, y], index) => (index === 0 ? g.moveTo(x, y) : g.lineTo(x, y)));
  g.closePath();
  g.fill();
}

function shade(g, top, bottom, y, height) {
  const gradient = g.createLinearGradient(0, y, 0, y + height);
  gradient.addColorStop(0, top);
  gradient.addColorStop(1, bottom);
  g.fillStyle = gradient;
  g.fillRect(-20, y, WIDTH + 40, height);
}

/** A standing or walking figure; (x, y) is where its feet are, `size` its height, `step` swings its legs. */
function person(g, x, y, size, coat, step, vest = null) {
  const stride = Math.sin(step * TURN) * size * 0.13;
  g.lineCap = 'round';
  g.lineWidth = size * 0.1;
  g.strokeStyle = '#20262c';
  g.beginPath();
  g.moveTo(x, y - size * 0.45);
  g.lineTo(x - stride, y);
  g.moveTo(x, y - size * 0.45);
  g.lineTo(x + stride, y);
  g.stroke();
  g.strokeStyle = coat;
  g.lineWidth = size * 0.09;
  g.beginPath();
  g.moveTo(x, y - size * 0.74);
  g.lineTo(x + stride * 0.9 + size * 0.1, y - size * 0.46);
  g.moveTo(x, y - size * 0.74);
  g.lineTo(x - stride * 0.9 - size * 0.1, y - size * 0.46);
  g.stroke();
  g.fillStyle = coat;
  g.beginPath();
  g.roundRect(x - size * 0.13, y - size * 0.82, size * 0.26, size * 0.42, size * 0.07);
  g.fill();
  if (vest) {
    g.fillStyle = vest;
    g.fillRect(x - size * 0.13, y - size * 0.66, size * 0.26, size * 0.06);
    g.fillRect(x - size * 0.13, y - size * 0.53, size * 0.26, size * 0.06);
  }
  g.fillStyle = '#c79f80';
  g.beginPath();
  g.arc(x, y - size * 0.9, size * 0.09, 0, TURN);
  g.fill();
  g.fillStyle = '#22282e';
  g.beginPath();
  g.arc(x, y - size * 0.93, size * 0.095, Math.PI, TURN);
  g.fill();
}

function lathe(g, x, y, size, lamp) {
  g.fillStyle = '#4c5b66';
  g.fillRect(x, y - size * 0.62, size, size * 0.62);
  g.fillStyle = '#6f818d';
  g.fillRect(x, y - size * 0.62, size, size * 0.1);
  g.fillStyle = '#1c2a33';
  g.fillRect(x + size * 0.1, y - size * 0.46, size * 0.44, size * 0.28);
  g.fillStyle = '#8c9aa3';
  g.fillRect(x + size * 0.64, y - size * 0.5, size * 0.24, size * 0.32);
  g.fillStyle = lamp > 0.5 ? '#d8b24a' : '#6a5a2c';
  g.fillRect(x + size * 0.86, y - size * 0.74, size * 0.06, size * 0.12);
}

function shelves(g, left) {
  const near = left ? -20 : WIDTH + 20;
  const far = left ? 168 : WIDTH - 168;
  fill(g, '#39434b', [near, 20], [far, 92], [far, 172], [near, 262]);
  for (let row = 0; row < 4; row++) {
    const a = 20 + row * 62;
    const b = 92 + row * 21;
    fill(g, '#8a6a3c', [near, a], [far, b], [far, b + 3], [near, a + 7]);
    for (let box = 0; box < 5; box++) {
      const t = box / 5 + 0.03;
      const u = t + 0.13;
      const at = (k) => [near + (far - near) * k, a + (b - a) * k];
      const [x1, y1] = at(t);
      const [x2, y2] = at(u);
      const tall = 38 - 24 * t;
      fill(
        g,
        ['#9a7b52', '#7d6746', '#a88a5e'][(box + row) % 3],
        [x1, y1],
        [x2, y2],
        [x2, y2 - tall],
        [x1, y1 - tall],
      );
    }
  }
}

const SCENES = {
  warehouse: {
    title: '仓库内景',
    draw(g, phase) {
      shade(g, '#525d66', '#39434b', -20, 120);
      shade(g, '#6b6f70', '#8d8f8c', 166, 130);
      g.fillStyle = '#5d686f';
      g.fillRect(160, 84, 160, 92);
      shelves(g, true);
      shelves(g, false);
      for (let lamp = 0; lamp < 4; lamp++) {
        const depth = lamp / 4;
        g.fillStyle = '#e6e3cf';
        g.fillRect(240 - 60 + depth * 44, 8 + depth * 66, 120 - depth * 88, 7 - depth * 4);
      }
      lathe(g, 176, 186, 46, swing(phase, 4));
      lathe(g, 250, 190, 56, swing(phase, 4, 0.5));
      person(g, 214 + 54 * swing(phase), 206, 70, '#27405f', phase * 8, '#c9d36a');
      person(g, 322 - 30 * swing(phase, 1, 0.3), 226, 92, '#2d3640', phase * 8, '#c9d36a');
      person(g, 150, 214, 78, '#6b4b3a', Math.sin(phase * TURN) * 0.08);
    },
  },
  gate: {
    title: '库区大门',
    draw(g, phase) {
      shade(g, '#a9bac6', '#cfd6d6', -20, 180);
      shade(g, '#7b7d7b', '#94948e', 150, 150);
      g.fillStyle = '#67757f';
      g.fillRect(-20, 46, 330, 112);
      g.fillStyle = '#55626b';
      for (let rib = 0; rib < 22; rib++) g.fillRect(-16 + rib * 15, 46, 2, 112);
      g.fillStyle = '#27313a';
      g.fillRect(96, 74, 128, 84);
      g.fillStyle = '#b9c2c6';
      g.fillRect(340, 98, 120, 60);
      g.fillStyle = '#45535d';
      g.fillRect(356, 110, 34, 24);
      g.fillRect(410, 110, 34, 24);
      for (let worker = 0; worker < 6; worker++) {
        const sway = Math.sin((phase + worker / 6) * TURN) * 3;
        const coat = ['#5b5a45', '#4a5560', '#6b4b3a'][worker % 3];
        person(g, 108 + worker * 21 + sway, 172 + (worker % 2) * 6, 58, coat, sway * 0.02);
      }
      const x = 60 + 190 * swing(phase);
      g.fillStyle = '#c98b2e';
      g.fillRect(x, 186, 78, 26);
      g.fillRect(x + 12, 156, 44, 32);
      g.fillStyle = '#26323a';
      g.fillRect(x + 18, 162, 30, 22);
      g.fillStyle = '#4a4f52';
      g.fillRect(x + 80, 138, 6, 76);
      g.fillRect(x + 84, 208, 40, 5);
      g.fillStyle = '#1d2226';
      for (const wheel of [14, 62]) {
        g.beginPath();
        g.arc(x + wheel, 214, 12, 0, TURN);
        g.fill();
      }
      person(g, 372 + 12 * swing(phase, 2), 236, 104, '#1f2c3a', phase * 8, '#c9d36a');
      person(g, 424, 230, 98, '#1f2c3a', Math.sin(phase * TURN) * 0.1, '#c9d36a');
    },
  },
  corridor: {
    title: '楼层走廊',
    draw(g, phase) {
      shade(g, '#d9d6c9', '#c2bfb2', -20, 310);
      fill(g, '#8f8a7d', [-20, 290], [500, 290], [296, 160], [184, 160]);
      fill(g, '#e6e4da', [-20, -20], [500, -20], [296, 78], [184, 78]);
      fill(g, '#b7b2a2', [-20, -20], [184, 78], [184, 160], [-20, 290]);
      fill(g, '#aca796', [500, -20], [296, 78], [296, 160], [500, 290]);
      g.fillStyle = '#6f6a5f';
      g.fillRect(214, 92, 52, 68);
      g.fillStyle = '#cfd9dc';
      g.fillRect(226, 100, 28, 26);
      for (const side of [0, 1]) {
        for (const [near, far] of [
          [0.08, 0.3],
          [0.46, 0.6],
          [0.72, 0.82],
        ]) {
          const x = (k) => (side === 0 ? -20 + 204 * k : 500 - 204 * k);
          const top = (k) => -20 + 98 * k + 90 * (1 - k) + 6;
          const floor = (k) => 290 - 130 * k;
          fill(
            g,
            '#7a5c40',
            [x(near), top(near)],
            [x(far), top(far)],
            [x(far), floor(far)],
            [x(near), floor(near)],
          );
        }
      }
      for (let lamp = 0; lamp < 3; lamp++) {
        const k = lamp / 3;
        g.fillStyle = '#fbfaf0';
        g.fillRect(186 + k * 30, 10 + k * 44, 108 - k * 60, 8 - k * 5);
      }
      const near = swing(phase);
      person(g, 214, 176, 66, '#39424d', Math.sin(phase * TURN) * 0.1);
      person(g, 236 + 22 * near, 166 + 72 * near, 62 + 80 * near, '#23344a', phase * 10, '#c9d36a');
    },
  },
  office: {
    title: '办公室',
    draw(g, phase) {
      shade(g, '#c9ccc6', '#b4b8b3', -20, 200);
      shade(g, '#75695a', '#8c7d6a', 176, 120);
      g.fillStyle = '#dfe8ec';
      g.fillRect(36, 26, 120, 78);
      g.fillStyle = '#98a9b2';
      for (let slat = 0; slat < 9; slat++) g.fillRect(36, 30 + slat * 8, 120, 2);
      for (let cabinet = 0; cabinet < 3; cabinet++) {
        const x = 318 + cabinet * 48;
        g.fillStyle = '#7c8890';
        g.fillRect(x, 52, 44, 132);
        g.fillStyle = '#5f6b73';
        for (let drawer = 0; drawer < 4; drawer++) g.fillRect(x + 4, 58 + drawer * 32, 36, 26);
      }
      const open = swing(phase, 2) * 16;
      g.fillStyle = '#93a0a8';
      g.fillRect(370 - open, 122, 36, 26);
      person(g, 210 + 120 * swing(phase), 214, 112, '#27405f', phase * 8, '#c9d36a');
      g.fillStyle = '#6a4f36';
      g.fillRect(24, 188, 236, 14);
      g.fillRect(34, 202, 10, 60);
      g.fillRect(240, 202, 10, 60);
      for (let book = 0; book < 5; book++) {
        g.fillStyle = ['#8b3f3a', '#3c5a74', '#7a6b3a', '#4d6b50', '#5a4a6b'][book];
        g.fillRect(48 + (book % 2) * 3, 180 - book * 9, 58, 8);
      }
      g.fillStyle = '#1f272d';
      g.fillRect(150, 136, 72, 46);
      g.fillStyle = '#3f6f86';
      g.fillRect(154, 140, 64, 38);
      g.fillStyle = '#a8c8d4';
      for (let row = 0; row < 5; row++) g.fillRect(158, 144 + row * 7, 20 + 32 * swing(phase, 3, row / 5), 2);
    },
  },
  street: {
    title: '备勤点 路侧',
    draw(g, phase) {
      shade(g, '#9fb4c4', '#c9d3d8', -20, 150);
      for (let house = 0; house < 6; house++) {
        const x = -20 + house * 88;
        const tall = 60 + ((house * 37) % 44);
        g.fillStyle = ['#8a9299', '#9d9a92', '#7e8a90'][house % 3];
        g.fillRect(x, 128 - tall, 82, tall);
        g.fillStyle = '#56636c';
        for (let window = 0; window < 8; window++)
          g.fillRect(x + 10 + (window % 4) * 18, 136 - tall + Math.floor(window / 4) * 20, 10, 12);
      }
      shade(g, '#8e938d', '#8e938d', 126, 24);
      shade(g, '#4d5256', '#5b6063', 150, 130);
      g.fillStyle = '#d9d6c4';
      for (let dash = 0; dash < 9; dash++) g.fillRect(-40 + dash * 62, 206, 34, 4);
      const car = (x, y, size, colour, glass) => {
        g.fillStyle = colour;
        g.beginPath();
        g.roundRect(x, y - size * 0.3, size, size * 0.24, 5);
        g.fill();
        g.beginPath();
        g.roundRect(x + size * 0.2, y - size * 0.47, size * 0.54, size * 0.22, 6);
        g.fill();
        g.fillStyle = glass;
        g.fillRect(x + size * 0.25, y - size * 0.43, size * 0.2, size * 0.13);
        g.fillRect(x + size * 0.49, y - size * 0.43, size * 0.2, size * 0.13);
        g.fillStyle = '#17191b';
        for (const wheel of [0.22, 0.78]) {
          g.beginPath();
          g.arc(x + size * wheel, y - size * 0.06, size * 0.09, 0, TURN);
          g.fill();
        }
      };
      car(-140 + across(phase) * 780, 186, 104, '#8c3b34', '#23303a');
      car(500 - across(phase, 0.45) * 780, 236, 130, '#38556d', '#1d262d');
      car(20, 262, 150, '#e5e7e6', '#23303a');
      g.fillStyle = '#2f4f7d';
      g.fillRect(20, 226, 150, 7);
      person(g, 212 + 8 * swing(phase, 2), 258, 106, '#1f2c3a', phase * 4, '#c9d36a');
      person(g, 258, 256, 102, '#1f2c3a', Math.sin(phase * TURN) * 0.1, '#c9d36a');
    },
  },
};

/**
 * What says that it is a drill, and that the picture runs: a bar with a second hand along the top, a label, the scene's
 * name. Top left, because a tile writes its own words along the bottom and its keys top right.
 */
function overlay(g, title, phase, seconds) {
  g.fillStyle = 'rgba(10, 16, 22, 0.72)';
  g.fillRect(0, 0, WIDTH, 14);
  g.fillStyle = '#5b7384';
  for (let second = 0; second < seconds; second++) g.fillRect(8 + (second * (WIDTH - 16)) / seconds, 3, 2, 8);
  g.fillStyle = '#cfe6f5';
  g.fillRect(8 + phase * (WIDTH - 16), 1, 5, 12);
  g.fillStyle = 'rgba(10, 16, 22, 0.72)';
  g.fillRect(8, 22, 74, 26);
  g.fillRect(86, 22, 186, 26);
  g.strokeStyle = '#7fb3d8';
  g.lineWidth = 2;
  g.strokeRect(8, 22, 74, 26);
  g.textBaseline = 'middle';
  g.textAlign = 'center';
  g.font = '700 18px "Noto Sans CJK SC"';
  g.fillStyle = '#cfe6f5';
  g.fillText('演 练', 45, 36);
  g.font = '500 14px "Noto Sans CJK SC"';
  g.fillStyle = '#e6ebee';
  g.fillText(`${title} · 演练虚构画面`, 179, 36);
}

/** Draws one frame of `name` onto the 480 × 270 canvas behind `g`. */
export function drawClip(g, name, phase, seconds) {
  const scene = SCENES[name];
  g.save();
  // A camera on a chest is never quite still.
  g.translate(3 * Math.sin(phase * TURN), 2 * Math.sin(phase * 2 * TURN));
  scene.draw(g, phase);
  g.restore();
  overlay(g, scene.title, phase, seconds);
}

export const CLIP_NAMES = Object.keys(SCENES);
export const CLIP_SIZE = { width: WIDTH, height: HEIGHT };
