// Draws the plate on a canvas while it moves. The drawing itself (SVG) stands still meanwhile, under the canvas: to move each of its
// elements takes the browser several times as long as to set pictures of them. start.js fetches it after the first view; without it, or where colours are forced, the application moves the drawing itself.
//
// It knows nothing of the plate. The application says what is drawn (src/ui/glide.rs), a line each, fields parted by tabs:
//   width, height, classes of the drawing, first and last day, both ends in days, and the frame: x, y, width, height   the first line
//   m  x y  markup  name        something that keeps its form: drawn once, then set as a picture; by its name it can be set again:
//   i  x y  name                by name, elsewhere
//   p  markup  path data        a line or an area
//   c                           what follows is clipped to the frame, until
//   e
// Markup says the element and the groups around it, by their classes: its looks are what the style sheets say of it.
//
// The file runs twice: in the page, which makes the pictures, and as a worker, which sets them, so that the page is free for its
// reader. Where there are no workers (a page from disk, a sandboxed frame), the page does both.
(function () {
  'use strict';
  const isWorker = typeof document === 'undefined';
  // So many pictures and looks are kept: more than one view holds.
  const MOST = 1000;

  // ---- setting the pictures ----

  // A path of nothing but upright lines: most lines of the plate are.
  const UPRIGHT = /^(?:M-?[\d.]+ -?[\d.]+[Vv]-?[\d.]+)+$/;
  const UPRIGHTS = /M(-?[\d.]+) (-?[\d.]+)([Vv])(-?[\d.]+)/g;

  /** Sets pictures on a canvas. It asks for those that it does not know, and says when the first frame of a gesture is drawn. */
  function painter(canvas, ask, drawn) {
    const pen = canvas.getContext('2d', { alpha: false });
    const known = new Map();
    // Many pictures lie on one.
    const sheets = new Set();
    let named = new Map();
    let paper, ratio, latest, isDue, isFirst, isAsked;

    /** The colour, or the pattern. */
    function paint(style) {
      if (!style.tile) return style.fill;
      if (!style.pattern) {
        style.pattern = pen.createPattern(style.tile, 'repeat');
        style.pattern.setTransform(new DOMMatrix().rotateSelf(style.turned).scaleSelf(1 / ratio));
      }
      return style.pattern;
    }

    function trace(path, style) {
      if (style.fill !== 'none') {
        pen.fillStyle = paint(style);
        pen.fill(path);
      }
      if (style.stroke !== 'none') {
        Object.assign(pen, { strokeStyle: style.stroke, lineWidth: style.width, lineJoin: style.join, lineCap: style.cap });
        pen.setLineDash(style.dash);
        pen.stroke(path);
      }
    }

    /** Draws upright lines as what they are, rectangles: a path of many takes the browser ten times as long. */
    function uprights(d, { stroke, width, crisp, dash }) {
      pen.fillStyle = stroke;
      for (const [, x, from, way, to] of d.matchAll(UPRIGHTS)) {
        const [y, end] = [Number(from), way === 'v' ? Number(from) + Number(to) : Number(to)];
        const left = crisp ? Math.floor(x) : x - width / 2;
        if (!dash.length) pen.fillRect(left, Math.min(y, end), width, Math.abs(end - y));
        else for (let at = y; at < end; at += dash[0] + dash[1]) pen.fillRect(left, at, width, dash[0]);
      }
    }

    /** The head of an arrow at the end of a curve: that of the page's marker. */
    function arrow(d, style) {
      const [fromX, fromY, x, y] = d.match(/-?[\d.]+/g).slice(-4).map(Number);
      pen.save();
      pen.translate(x, y);
      pen.rotate(Math.atan2(y - fromY, x - fromX));
      pen.translate(-7, -4);
      pen.fillStyle = style.stroke;
      pen.fill(new Path2D('M0 .6L7.6 4L0 7.4Z'));
      pen.restore();
    }

    function set(picture, at) {
      if (!picture) return;
      const [x, y] = at.split(' ').map(Number);
      const [toX, toY] = [(x + picture.left) * ratio, (y + picture.top) * ratio].map(Math.round);
      pen.drawImage(picture.from, picture.x, picture.y, picture.w, picture.h, toX / ratio, toY / ratio, picture.w / ratio, picture.h / ratio);
    }

    const markupOf = ([what, a, b]) => (what === 'm' ? b : what === 'p' ? a : undefined);

    /** Forgets all but these, and closes the sheets of which nothing is known any more. */
    function forget(used) {
      for (const markup of known.keys()) if (!used.has(markup)) known.delete(markup);
      const held = new Set([...known.values()].map((thing) => thing.from));
      for (const sheet of sheets) {
        if (held.has(sheet)) continue;
        sheets.delete(sheet);
        if (sheet.close) sheet.close();
      }
    }

    function frame() {
      isDue = false;
      const { first, lines } = latest;
      const missing = new Set();
      for (const markup of lines.map(markupOf)) if (markup !== undefined && !known.has(markup)) missing.add(markup);
      // They are drawn when what is missing has come.
      if (missing.size) {
        if (isAsked) return;
        isAsked = true;
        ask(first[2], [...missing]);
        return;
      }
      const [width, height] = [Number(first[0]), Number(first[1])];
      const [left, top, wide, high] = first.slice(6).map(Number);
      const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
      if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
      pen.imageSmoothingEnabled = false;
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.fillStyle = paper;
      pen.fillRect(0, 0, width, height);
      let isClipped = false;
      for (const [what, a, b, c] of lines) {
        if (what === 'm' && !c) {
          set(known.get(b), a);
        } else if (what === 'm' || what === 'i') {
          // What is not clipped is shown while its place lies in the frame.
          const x = parseFloat(a);
          if (isClipped || (x >= left - 0.5 && x <= left + wide + 0.5)) set(known.get(what === 'm' ? b : named.get(b)), a);
        } else if (what === 'p') {
          const style = known.get(a);
          if (UPRIGHT.test(b)) uprights(b, style);
          else trace(new Path2D(style.crisp ? b.replace(/[\d.]+/g, (n) => Math.floor(n) + 0.5) : b), style);
          if (style.arrow) arrow(b, style);
        } else if (what === 'c') {
          isClipped = true;
          pen.save();
          pen.beginPath();
          pen.rect(left, top, wide, high);
          pen.clip();
        } else if (what === 'e') {
          isClipped = false;
          pen.restore();
        }
      }
      if (isFirst) drawn();
      isFirst = false;
    }

    return {
      /** A gesture begins: on this paper, and perhaps with other looks than the one before. */
      begin(gesture) {
        ({ paper, ratio } = gesture);
        if (gesture.isOther) forget(new Set());
        isFirst = true;
      },
      know(things) {
        isAsked = false;
        for (const [markup, thing] of things) {
          known.set(markup, thing);
          if (thing.from) sheets.add(thing.from);
        }
        if (known.size > MOST) forget(new Set([...latest.lines.map(markupOf), ...named.values()]));
        frame();
      },
      draw(text) {
        const [first, ...lines] = text.split('\n').map((line) => line.split('\t'));
        if (!lines.some(([what]) => what === 'i')) {
          named = new Map();
          for (const [what, , markup, name] of lines) if (what === 'm' && name) named.set(name, markup);
        }
        latest = { first, lines };
        if (isDue) return;
        isDue = isWorker;
        // A worker may be behind: it draws the latest only.
        if (isWorker) setTimeout(frame);
        else frame();
      },
    };
  }

  if (isWorker) {
    let own;
    postMessage(['up']);
    onmessage = ({ data: [what, ...rest] }) => {
      if (what === 'canvas') {
        const shown = () => requestAnimationFrame(() => postMessage(['drawn']));
        own = painter(rest[0], (...missing) => postMessage(['ask', ...missing]), shown);
      } else {
        own[what](...rest);
      }
    };
    return;
  }

  // ---- making the pictures ----

  // Around a picture, for halo and line, px.
  const MARGIN = 5;
  // A symbol lies within so many px of its place.
  const SYMBOL = 14;
  // A sheet of pictures is so wide, px.
  const SHEET = 1400;
  const SVG = 'http://www.w3.org/2000/svg';
  // What the drawing says of its span.
  const SAYS = ['data-from', 'data-to', 'data-days'];
  const FILE = document.currentScript && document.currentScript.src;
  let canvas, hand, ratio, seen, model, spare, said, isOn, isOff;
  const looks = new Map();

  /** What the looks of the drawing depend on besides its classes. */
  function circumstances(classes) {
    const root = document.documentElement;
    const style = getComputedStyle(root);
    const words = ['--paper', '--ink', '--ally', '--serif', '--label'].map((name) => style.getPropertyValue(name));
    return [devicePixelRatio, root.getAttribute('data-options'), classes, ...words].join();
  }

  const number = (element, name) => Number(element.getAttribute(name) || 0);

  function blank(width, height) {
    const [w, h] = [Math.ceil(width * ratio), Math.ceil(height * ratio)];
    const made = self.OffscreenCanvas ? new OffscreenCanvas(w, h) : Object.assign(document.createElement('canvas'), { width: w, height: h });
    const to = made.getContext('2d');
    to.scale(ratio, ratio);
    return to;
  }
  const taken = (to) => (to.canvas.transferToImageBitmap ? to.canvas.transferToImageBitmap() : to.canvas);

  /** What the style sheets say of an element: the same of all whose classes and groups are the same. */
  function look(element) {
    let name = '';
    for (let at = element; at && at !== model; at = at.parentElement) name += `${at.localName} ${at.getAttribute('class')} ${at.getAttribute('stroke-width')}<`;
    if (looks.has(name)) return looks.get(name);
    const style = getComputedStyle(element);
    const dash = style.strokeDasharray;
    const own = {
      fill: style.fill, stroke: style.stroke, width: parseFloat(style.strokeWidth), join: style.strokeLinejoin, cap: style.strokeLinecap,
      dash: dash === 'none' ? [] : dash.split(/[ ,]+/).map(parseFloat), under: style.paintOrder.startsWith('stroke'),
      crisp: style.shapeRendering === 'crispedges', arrow: style.markerEnd !== 'none', size: parseFloat(style.fontSize),
      font: `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`, spacing: style.letterSpacing === 'normal' ? '0px' : style.letterSpacing,
      line: style.textDecorationLine === 'underline', opacity: style.opacity,
    };
    const pattern = /^url\("[^"]*#([^"]+)"\)/.exec(own.fill);
    if (pattern) tile(own, document.getElementById(pattern[1]));
    looks.set(name, own);
    return own;
  }

  /** A pattern of the page as a picture that is repeated. */
  function tile(style, pattern) {
    const to = blank(number(pattern, 'width'), number(pattern, 'height'));
    // Without patterns only the ground is left of it.
    for (const part of pattern.children) if (getComputedStyle(part).display !== 'none') shape(to, part, look(part));
    style.turned = Number((/rotate\(([\d.]+)\)/.exec(pattern.getAttribute('patternTransform')) || [0, 0])[1]);
    style.tile = taken(to);
  }

  function shape(to, element, style) {
    const path = new Path2D(element.getAttribute('d') || '');
    const sharp = style.crisp ? 0.5 : 0;
    to.globalAlpha = style.opacity;
    if (element.localName === 'rect') path.rect(number(element, 'x') + sharp, number(element, 'y') + sharp, number(element, 'width'), number(element, 'height'));
    if (element.localName === 'circle') path.arc(number(element, 'cx'), number(element, 'cy'), number(element, 'r'), 0, 7);
    const area = () => {
      to.fillStyle = style.fill;
      if (style.fill !== 'none') to.fill(path);
    };
    if (!style.under) area();
    if (style.stroke !== 'none') {
      Object.assign(to, { strokeStyle: style.stroke, lineWidth: style.width, lineJoin: style.join, lineCap: style.cap });
      to.setLineDash(style.dash);
      to.stroke(path);
    }
    if (style.under) area();
  }

  /** The lines of a text: from a place, pieces that follow each other; each with its width. */
  function lines(text) {
    const all = [];
    (function walk(element) {
      let dx = number(element, 'dx');
      const style = look(element);
      if (element === text || element.hasAttribute('x')) all.push({ x: number(element, 'x'), y: number(element, 'y'), width: 0, pieces: [] });
      for (const child of element.childNodes) {
        if (child.nodeType === 1) walk(child);
        else all[all.length - 1].pieces.push({ words: child.data, style, dx });
        dx = 0;
      }
    })(text);
    const held = text.getAttribute('text-anchor');
    const squeezed = number(text, 'textLength') || undefined;
    for (const line of all) {
      for (const piece of line.pieces) {
        Object.assign(spare, { font: piece.style.font, letterSpacing: piece.style.spacing });
        piece.squeezed = squeezed;
        piece.width = squeezed || spare.measureText(piece.words).width;
        line.width += piece.dx + piece.width;
      }
      line.x -= held === 'end' ? line.width : held === 'middle' ? line.width / 2 : 0;
    }
    return all;
  }

  function letter(to, { x, y, pieces }) {
    for (const { words, style, dx, width, squeezed } of pieces) {
      x += dx;
      Object.assign(to, { font: style.font, letterSpacing: style.spacing, fillStyle: style.fill });
      if (style.stroke !== 'none') {
        Object.assign(to, { strokeStyle: style.stroke, lineWidth: style.width, lineJoin: 'round' });
        to.setLineDash([]);
        to.strokeText(words, x, y, squeezed);
      }
      to.fillText(words, x, y, squeezed);
      if (style.line) to.fillRect(x, y + 3, width, 2);
      x += width;
    }
  }

  /** An element's parts, and the box that holds them, px about its place. */
  function measured(markup, element) {
    const leaves = element.matches('g') ? [...element.querySelectorAll('path, rect, text')] : [element];
    const parts = leaves.map((leaf) => ({ leaf, all: leaf.localName === 'text' ? lines(leaf) : undefined }));
    const boxes = [[-SYMBOL, SYMBOL, -SYMBOL, SYMBOL]];
    for (const { leaf, all } of parts) {
      const [x, y, w, h] = ['x', 'y', 'width', 'height'].map((name) => number(leaf, name));
      if (leaf.localName === 'rect') boxes.push([x, x + w, y, y + h]);
      for (const line of all || []) {
        const size = Math.max(...line.pieces.map((piece) => piece.style.size));
        boxes.push([line.x, line.x + line.width, line.y - size, line.y + size / 3]);
      }
    }
    const [left, top] = [0, 2].map((side) => Math.floor(Math.min(...boxes.map((box) => box[side])) - MARGIN));
    const [right, bottom] = [1, 3].map((side) => Math.ceil(Math.max(...boxes.map((box) => box[side])) + MARGIN));
    return { markup, parts, left, top, width: right - left, height: bottom - top };
  }

  /** The looks of lines, and pictures on one sheet: all that is missing at once. */
  function make(classes, missing) {
    model.setAttribute('class', classes);
    model.innerHTML = missing.join('');
    const things = [];
    const pictures = [];
    missing.forEach((markup, at) => {
      let leaf = model.children[at];
      while (!leaf.hasAttribute('m') && leaf.firstElementChild) leaf = leaf.firstElementChild;
      if (leaf.hasAttribute('m')) pictures.push(measured(markup, leaf));
      else things.push([markup, look(leaf)]);
    });
    let [x, y, high] = [0, 0, 0];
    for (const one of pictures) {
      if (x + one.width > SHEET) [x, y, high] = [0, y + high, 0];
      Object.assign(one, { x, y });
      x += one.width;
      high = Math.max(high, one.height);
    }
    if (pictures.length) {
      const to = blank(Math.max(...pictures.map((one) => one.x + one.width)), y + high);
      for (const one of pictures) {
        to.save();
        to.beginPath();
        to.rect(one.x, one.y, one.width, one.height);
        to.clip();
        to.translate(one.x - one.left, one.y - one.top);
        for (const { leaf, all } of one.parts) {
          if (all) all.forEach((line) => letter(to, line));
          else shape(to, leaf, look(leaf));
        }
        to.restore();
      }
      const from = taken(to);
      const px = (v) => Math.round(v * ratio);
      for (const one of pictures) things.push([one.markup, { from, x: px(one.x), y: px(one.y), w: px(one.width), h: px(one.height), left: one.left, top: one.top }]);
    }
    model.replaceChildren();
    return things;
  }

  /** What the plate says of its span is again what the application wrote there: it compares with that what it draws. */
  function restore() {
    if (said) SAYS.forEach((name, at) => document.getElementById('plate').setAttribute(name, said[at]));
    said = undefined;
  }

  /** From now on the application moves the drawing itself. */
  function giveUp() {
    isOff = true;
    canvas.remove();
    restore();
  }

  /** Makes what the painter lacks. */
  function bring(classes, missing) {
    try {
      hand.know(make(classes, missing));
    } catch (e) {
      console.error(e);
      giveUp();
    }
  }

  /** The canvas, and who draws on it. */
  function prepare() {
    model = document.createElementNS(SVG, 'svg');
    model.id = 'glide-model';
    model.setAttribute('aria-hidden', 'true');
    model.style.display = 'none';
    document.body.append(model);
    spare = document.createElement('canvas').getContext('2d');
    canvas = document.createElement('canvas');
    canvas.className = 'glide';
    canvas.setAttribute('aria-hidden', 'true');
    canvas.hidden = true;
    const shown = () => { canvas.hidden = !isOn; };
    try {
      // The one file has no other to give to a worker, and a worker without a canvas has nothing to do. Of a sandboxed frame Firefox
      // makes one that only reports, later, that it may not load its file.
      if (!FILE || origin === 'null' || !canvas.transferControlToOffscreen) throw new Error('no worker');
      const worker = new Worker(FILE);
      const inside = canvas.transferControlToOffscreen();
      worker.postMessage(['canvas', inside], [inside]);
      hand = Object.fromEntries(['begin', 'draw'].map((what) => [what, (one) => worker.postMessage([what, one])]));
      // A sheet is handed over, not copied.
      hand.know = (things) => worker.postMessage(['know', things], [...new Set(things.map(([, thing]) => thing.from).filter(Boolean))]);
      worker.onerror = giveUp;
      worker.onmessage = ({ data: [what, classes, missing] }) => {
        if (what === 'drawn') shown();
        // Until then the application moves the drawing itself: nothing waits for a file.
        else if (what === 'up') window.glide = glide;
        else bring(classes, missing);
      };
    } catch (e) {
      hand = painter(canvas, bring, shown);
      window.glide = glide;
    }
  }

  /** Draws what is written here, and says that it does. "draw": the application is about to draw the page itself; nothing: it has, at rest. */
  function glide(text) {
    const plate = document.getElementById('plate');
    if (!text.includes('\t')) {
      restore();
      if (!text && isOn) {
        isOn = false;
        canvas.hidden = true;
      }
      return true;
    }
    if (isOff || forced.matches || !plate) return false;
    const [width, height, classes, ...says] = text.slice(0, text.indexOf('\n')).split('\t');
    if (!canvas) prepare();
    if (!isOn) {
      isOn = true;
      ratio = devicePixelRatio;
      const now = circumstances(classes);
      const isOther = now !== seen;
      if (isOther) looks.clear();
      seen = now;
      hand.begin({ ratio, paper: getComputedStyle(document.documentElement).getPropertyValue('--paper'), isOther });
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    if (canvas.previousElementSibling !== plate) plate.after(canvas);
    said = said || SAYS.map((name) => plate.getAttribute(name));
    SAYS.forEach((name, at) => plate.setAttribute(name, says[at]));
    hand.draw(text);
    return !isOff;
  }

  const forced = matchMedia('(forced-colors: active)');
  // What was drawn before a typeface came has the letters of another.
  document.fonts.addEventListener('loadingdone', () => { seen = undefined; });
  // In the one file it stands before the page's body.
  if (document.body) prepare();
  else window.glide = glide;
})();
