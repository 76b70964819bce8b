// Saves the plate as it is drawn now, as SVG or PNG, with its typefaces and its credit line; or copies the address.
// start.js loads it when a button [data-take] is first pressed. It is a classic script, as that one.
(function () {
  'use strict';
  // What the style sheets say of the plate, as presentation attributes: the picture stands alone.
  var KEPT = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin',
    'paint-order', 'opacity', 'font-family', 'font-size', 'font-weight', 'font-style', 'letter-spacing', 'text-anchor',
    'font-variant-numeric', 'marker-end', 'clip-path'];
  var MARGIN = 18;
  var HEAD = 44;
  var FOOT = 34;
  // Two image points a px: sharp on paper and on a projector.
  var SCALE = 2;
  var SVG = 'http://www.w3.org/2000/svg';
  // Of the same for an element without a style of its own: these need not be said.
  var USUAL = { opacity: '1', 'fill-opacity': '1', 'stroke-dasharray': 'none', 'letter-spacing': 'normal', 'marker-end': 'none', 'clip-path': 'none', 'paint-order': 'normal', 'font-variant-numeric': 'normal', 'stroke-linecap': 'butt', 'stroke-linejoin': 'miter' };

  /** A copy of a drawn element with its looks written on it; nothing for what is not shown. */
  function copy(drawn) {
    var style = getComputedStyle(drawn);
    if (style.display === 'none' || style.visibility === 'hidden') return null;
    var made = document.createElementNS(SVG, drawn.localName);
    for (var attribute of drawn.attributes) {
      if (!/^(class|style|tabindex|aria-|data-|on)/.test(attribute.name)) made.setAttribute(attribute.name, attribute.value);
    }
    var isText = drawn.localName === 'text' || drawn.localName === 'tspan';
    KEPT.forEach(function (name) {
      var value = style.getPropertyValue(name);
      var lettering = /^(font|letter|text)/.test(name);
      if (value && value !== USUAL[name] && (isText || !lettering)) made.setAttribute(name, value.replace(/url\("[^"#]*#/g, 'url("#'));
    });
    drawn.childNodes.forEach(function (child) {
      var next = child.nodeType === 3 ? document.createTextNode(child.data) : child.nodeType === 1 ? copy(child) : null;
      if (next) made.appendChild(next);
    });
    return made;
  }

  function line(words, x, y, like, size) {
    var style = getComputedStyle(like);
    var text = document.createElementNS(SVG, 'text');
    text.setAttribute('x', x);
    text.setAttribute('y', y);
    text.setAttribute('fill', style.color);
    text.setAttribute('font-family', style.fontFamily);
    text.setAttribute('font-weight', style.fontWeight);
    text.setAttribute('font-size', size);
    text.textContent = words;
    return text;
  }

  /** What is drawn, and whose it is. */
  function credit() {
    var version = document.querySelector('.version');
    var own = version && !document.documentElement.hasAttribute('data-other');
    var from = own ? version.textContent.trim() + ' CC BY 4.0. ' : '';
    // Where a file lies on somebody’s disk is no address.
    return from + (location.protocol === 'file:' ? '' : location.href);
  }

  function heading(plate) {
    var title = document.querySelector('.mast h1').textContent.replace(/\s+/g, ' ').trim();
    var by = document.getElementById('whose-open');
    var years = [plate.dataset.from, plate.dataset.to].map(function (day) { return day.slice(0, 4); });
    var span = years[0] === years[1] ? years[0] : years[0] + ' to ' + years[1];
    return title + ' · ' + span + (by ? ' · periods by ' + by.textContent : '');
  }

  /** The rules of the page's typefaces with the files in them. */
  async function faces() {
    var rules = [];
    for (var sheet of document.styleSheets) {
      for (var rule of sheet.cssRules) {
        var file = rule instanceof CSSFontFaceRule && /url\("((?:data:font\/woff2|[^"]+\.woff2)[^"]*)"\)/.exec(rule.cssText);
        if (file) rules.push({ text: rule.cssText, named: file[1], at: new URL(file[1], sheet.href || location.href) });
      }
    }
    var written = rules.map(async function (rule) {
      // The one file holds them already.
      if (rule.at.protocol === 'data:') return rule.text;
      var bytes = new Uint8Array(await (await fetch(rule.at)).arrayBuffer());
      var letters = '';
      for (var i = 0; i < bytes.length; i += 8192) letters += String.fromCharCode.apply(null, bytes.subarray(i, i + 8192));
      return rule.text.replace(rule.named, 'data:font/woff2;base64,' + btoa(letters));
    });
    return (await Promise.all(written)).join('\n');
  }

  async function drawing(plate) {
    var box = plate.getBoundingClientRect();
    var width = Math.ceil(box.width) + 2 * MARGIN;
    var height = Math.ceil(box.height) + HEAD + FOOT;
    var svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('xmlns', SVG);
    svg.setAttribute('width', width);
    svg.setAttribute('height', height);
    svg.setAttribute('viewBox', '0 0 ' + width + ' ' + height);
    var style = document.createElementNS(SVG, 'style');
    style.textContent = await faces();
    var paper = document.createElementNS(SVG, 'rect');
    paper.setAttribute('width', width);
    paper.setAttribute('height', height);
    paper.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
    var body = copy(plate);
    body.setAttribute('x', MARGIN);
    body.setAttribute('y', HEAD);
    var title = document.createElementNS(SVG, 'title');
    title.textContent = heading(plate);
    svg.append(title, style, copy(document.querySelector('.defs defs')), paper, body);
    svg.append(line(heading(plate), MARGIN, 28, document.querySelector('.mast h1'), 19));
    svg.append(line(credit(), MARGIN, height - 13, document.querySelector('.caption') || plate, 12.5));
    return { width: width, height: height, text: new XMLSerializer().serializeToString(svg) };
  }

  function picture(made) {
    return new Promise(function (done, fail) {
      var image = new Image();
      image.onload = function () {
        var canvas = document.createElement('canvas');
        canvas.width = made.width * SCALE;
        canvas.height = made.height * SCALE;
        canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob(done, 'image/png');
      };
      image.onerror = fail;
      image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(made.text);
    });
  }

  function hand(blob, name) {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  /** Where the clipboard is refused (no HTTPS, a frame without permission) the older way may still be open. */
  async function copyText(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch (e) {
      var field = document.createElement('textarea');
      field.value = text;
      document.body.append(field);
      field.select();
      var copied = document.execCommand('copy');
      field.remove();
      if (!copied) window.prompt('Copy this address:', text);
    }
  }

  window.take = async function (button) {
    var what = button.dataset.take;
    if (what === 'link') {
      await copyText(location.href);
    } else {
      var plate = document.getElementById('plate');
      if (!plate) return;
      var made = await drawing(plate);
      var name = 'china-ussr-' + plate.dataset.from + '-to-' + plate.dataset.to + '.' + what;
      hand(what === 'png' ? await picture(made) : new Blob([made.text], { type: 'image/svg+xml' }), name);
    }
    button.setAttribute('data-taken', '');
    setTimeout(function () { button.removeAttribute('data-taken'); }, 8000);
  };
})();
