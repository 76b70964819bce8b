// What the timeline says to the page around its frame, and hears from it: the height that suits its width, in the
// words of the usual course pages, and the messages of docs/messages.md. It also brings the frame's own buttons:
// back, closer, wider, and the plate in the whole frame.
// start.js calls it once the application answers, and only inside a frame. It is a classic script, as that one.
window.speak = function () {
  'use strict';
  var page = document.documentElement;
  var host = window.parent;
  if (host === window) return;

  // --- the height: it depends on the width alone, so that no host and frame can drive each other up ----------

  // From this width, px: this height, px. Narrow frames are higher: the title has two lines, the card more.
  var HEIGHTS = [[960, 560], [720, 480], [480, 400], [0, 540]];
  // A scroll bar that comes or goes in the host is no other width.
  var SCROLL_BAR = 24;
  // Of one kind, at one width.
  var MOST = 2;
  var SETTLED_MS = 120;

  var width = 0;
  var height = 0;
  var sent = {};
  var parameters = '&' + location.search.slice(1) + '&';
  var pym = /&childId=([\w-]{1,64})&/.exec(parameters);
  var secret = wordpress();
  var resizer = null;
  var h5p = false;

  function suits(px) {
    // The last step begins at 0.
    return HEIGHTS.find(function (step) { return px >= step[0]; })[1];
  }

  /** WordPress writes its secret behind whatever fragment there is; the rest of that is the reader's place. */
  function wordpress() {
    var found = /#?\?secret=([a-zA-Z0-9]{1,64})$/.exec(location.hash);
    if (!found) return null;
    write(location.hash.slice(1, found.index));
    return found[1];
  }

  /** Heights are no secret: they go to whoever holds the frame. */
  function post(kind, message) {
    sent[kind] = (sent[kind] || 0) + 1;
    if (sent[kind] <= MOST) host.postMessage(message, '*');
  }

  function tellPym() {
    if (pym) post('pym', 'pymxPYMx' + pym[1] + 'xPYMxheightxPYMx' + height);
  }

  function tellResizer(type) {
    if (resizer) post('resizer', '[iFrameSizer]' + resizer + ':' + height + ':' + width + ':' + type);
  }

  function tellH5p(action) {
    post('h5p ' + action, { context: 'h5p', action: action, height: height, scrollHeight: height, clientHeight: height });
  }

  function tellHeight() {
    // The screen's width is not the frame's.
    if (document.fullscreenElement) return;
    var now = innerWidth;
    if (!now || Math.abs(now - width) < SCROLL_BAR) return;
    width = now;
    height = suits(now);
    sent = {};
    // Older hosts read only the written form.
    var canvas = { subject: 'lti.frameResize', height: height };
    post('canvas', canvas);
    post('canvas', JSON.stringify(canvas));
    post('amp', { sentinel: 'amp', type: 'embed-size', height: height });
    post('datawrapper', { 'datawrapper-height': { 'china-ussr-timeline': height } });
    post('own', { timeline: 1, type: 'height', width: width, height: height });
    if (secret) post('wordpress', { message: 'height', value: height, secret: secret });
    tellPym();
    tellResizer('size');
    tellH5p(h5p ? 'prepareResize' : 'hello');
  }

  var settled;
  addEventListener('resize', function () {
    clearTimeout(settled);
    settled = setTimeout(tellHeight, SETTLED_MS);
  });

  // --- the place: it stands in the fragment, which the application reads when it is told so -----------------

  var THEMES = ['ideology', 'military', 'economy', 'border', 'nuclear', 'third-parties', 'diplomacy', 'culture'];
  var KINDS = ['treaty', 'meeting', 'speech', 'war', 'aid', 'leadership', 'state'];
  var LONGEST_ID = 100;
  var LONGEST_LIST = 30;
  // Browsers refuse more than some 200 writes in 30 seconds.
  var WRITE_MS = 200;

  function read() {
    var parts = {};
    location.hash.slice(1, 4000).split('&').forEach(function (part) {
      var at = part.indexOf('=');
      if (at > 0 && /^[a-z]{1,4}$/.test(part.slice(0, at))) parts[part.slice(0, at)] = part.slice(at + 1);
    });
    return parts;
  }

  function write(fragment) {
    try {
      history.replaceState(null, '', location.pathname + location.search + (fragment && '#' + fragment));
    } catch (e) {
      return;
    }
    dispatchEvent(new PopStateEvent('popstate'));
  }

  var wanted = {};
  var writing;
  var written = 0;

  /** Several commands in a row are one write. */
  function want(parts) {
    Object.keys(parts).forEach(function (key) { wanted[key] = parts[key]; });
    if (!writing) writing = setTimeout(go, Math.max(0, written + WRITE_MS - Date.now()));
  }

  function go() {
    var parts = read();
    Object.keys(wanted).forEach(function (key) {
      if (wanted[key]) parts[key] = wanted[key];
      else delete parts[key];
    });
    writing = null;
    wanted = {};
    written = Date.now();
    write(Object.keys(parts).map(function (key) { return key + '=' + parts[key]; }).join('&'));
  }

  function list(text) {
    return text ? text.split(',').slice(0, LONGEST_LIST) : [];
  }

  function state() {
    var parts = read();
    var plate = document.getElementById('plate');
    var card = document.querySelector('#card[data-event]');
    return {
      event: card ? card.getAttribute('data-event') : null,
      from: plate && plate.getAttribute('data-from'),
      to: plate && plate.getAttribute('data-to'),
      periods: list(parts.p),
      themes: list(parts.th),
      kinds: list(parts.k),
    };
  }

  // --- what a command may hold -------------------------------------------------------------------------

  function own(message, name) {
    return Object.prototype.hasOwnProperty.call(message, name) ? message[name] : undefined;
  }

  function isEvent(id) {
    var item = typeof id === 'string' && id && id.length <= LONGEST_ID && document.getElementById('e=' + id);
    return Boolean(item) && item.getAttribute('data-event') === id;
  }

  function isDay(text) {
    if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
    var day = new Date(text + 'T00:00:00Z');
    return !isNaN(day) && day.toISOString().slice(0, 10) === text;
  }

  function periods() {
    var found = [];
    document.querySelectorAll('button[data-period]').forEach(function (button) { found.push(button.getAttribute('data-period')); });
    return found;
  }

  /** A list of known words as a part of the fragment; nothing when it is not one. */
  function words(value, known) {
    if (value === null) return '';
    if (!Array.isArray(value) || value.length > LONGEST_LIST) return undefined;
    var all = value.every(function (word) { return typeof word === 'string' && known.indexOf(word) >= 0; });
    return all ? value.join(',') : undefined;
  }

  var COMMANDS = {
    hello: function (message, answer) {
      friend = answer;
      last = JSON.stringify(state());
      answer({ timeline: 1, type: 'ready', height: height, state: state() });
    },
    goTo: function (message) {
      var event = own(message, 'event');
      if (event === null) want({ e: '' });
      else if (isEvent(event)) want({ e: encodeURIComponent(event), v: '' });
    },
    setSpan: function (message) {
      var from = own(message, 'from');
      var to = own(message, 'to');
      if (from === null && to === null) want({ t: '' });
      else if (isDay(from) && isDay(to) && from <= to) want({ t: from + '/' + to, v: '' });
    },
    setFilter: function (message) {
      var parts = {};
      var fits = [['periods', 'p', periods()], ['themes', 'th', THEMES], ['kinds', 'k', KINDS]].every(function (field) {
        var value = own(message, field[0]);
        if (value === undefined) return true;
        parts[field[1]] = words(value, field[2]);
        return parts[field[1]] !== undefined;
      });
      if (fits) want(parts);
    },
    getState: function (message, answer) {
      var id = own(message, 'id');
      var isId = typeof id === 'number' ? isFinite(id) : typeof id === 'string' && id.length <= LONGEST_ID;
      if (!isId || asked >= LONGEST_LIST) return;
      asked += 1;
      // After what was commanded before it, and the drawing of that.
      setTimeout(function () {
        asked -= 1;
        answer({ timeline: 1, type: 'state', id: id, state: state() });
      }, writing ? WRITE_MS + SETTLED_MS : SETTLED_MS);
    },
  };

  var asked = 0;
  var friend = null;
  var last = '';

  addEventListener('message', function (event) {
    var message = event.data;
    if (event.source !== host || !message) return;
    if (typeof message === 'string') {
      if (message.length <= 500) hear(message);
      return;
    }
    if (typeof message !== 'object') return;
    if (own(message, 'context') === 'h5p') {
      var action = own(message, 'action');
      if (action === 'hello') {
        h5p = true;
        tellH5p('prepareResize');
      } else if (h5p && action === 'resizePrepared') {
        tellH5p('resize');
      }
      return;
    }
    var type = own(message, 'type');
    if (own(message, 'timeline') !== 1 || typeof type !== 'string' || !own(COMMANDS, type)) return;
    // A sandboxed host has no origin to write to; what is said holds nothing private.
    var origin = event.origin && event.origin !== 'null' ? event.origin : '*';
    COMMANDS[type](message, function (reply) { host.postMessage(reply, origin); });
  });

  /** pym.js and iframe-resizer speak in strings. */
  function hear(message) {
    if (pym && message.indexOf('pymxPYMx' + pym[1] + 'xPYMxwidthxPYMx') === 0) tellPym();
    var sizer = /^\[iFrameSizer\]([\w-]{1,64}):/.exec(message);
    if (!sizer) return;
    resizer = sizer[1];
    tellResizer('init');
  }

  // What the reader does is told when it has come to rest.
  var RESTED_MS = 400;
  var resting;
  function changed() {
    clearTimeout(resting);
    resting = setTimeout(function () {
      var now = state();
      if (!friend || JSON.stringify(now) === last) return;
      last = JSON.stringify(now);
      friend({ timeline: 1, type: 'state', state: now });
    }, RESTED_MS);
  }
  var app = document.getElementById('app');
  var shown = state().event;
  new MutationObserver(function () {
    changed();
    var event = state().event;
    // Who chooses an event wants to read its card.
    if (event && event !== shown) maximise(false);
    shown = event;
  }).observe(app, { subtree: true, childList: true, attributeFilter: ['data-from', 'data-to', 'data-event', 'aria-pressed'] });

  // --- the frame's own buttons: back, closer, wider, and the plate in the whole frame ------------------------------

  var SVG = 'http://www.w3.org/2000/svg';
  var LARGER = 'M8.5 1.5H12.5V5.5M5.5 12.5H1.5V8.5M12 2L8 6M2 12L6 8';
  var SMALLER = 'M12.5 5.5H8.5V1.5M1.5 8.5H5.5V12.5M13 1L9 5M1 13L5 9';

  function button(name, path) {
    var made = document.createElement('button');
    made.type = 'button';
    var svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('class', 'ic');
    svg.setAttribute('width', 14);
    svg.setAttribute('height', 14);
    svg.setAttribute('viewBox', '0 0 14 14');
    svg.setAttribute('aria-hidden', 'true');
    svg.setAttribute('focusable', 'false');
    svg.appendChild(document.createElementNS(SVG, 'path'));
    made.appendChild(svg);
    draw(made, name, path);
    return made;
  }

  function draw(made, name, path) {
    made.setAttribute('aria-label', name);
    made.title = name;
    made.querySelector('path').setAttribute('d', path);
  }

  /** The application knows these acts by their keys. */
  function press(key) {
    return function () { app.dispatchEvent(new KeyboardEvent('keydown', { key: key, bubbles: true, cancelable: true })); };
  }

  /** A word in the reader's language: below its table the file of words has lines "English=translation". */
  function say(english) {
    var after = (window.words || '').split('\n' + english + '=')[1];
    return after ? after.split('\n')[0] : english;
  }

  var bar = document.createElement('div');
  bar.className = 'framebar';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', say('View'));
  var undo = button(say('Undo view'), 'M5.5 2.5L2 6L5.5 9.5M2.5 6H8.5A3 3 0 0 1 8.5 12H5');
  var wider = button(say('Zoom out'), 'M2 7H12');
  var closer = button(say('Zoom in'), 'M2 7H12M7 2V12');
  var whole = button(say('Enlarge the plate'), LARGER);
  wider.addEventListener('click', press('-'));
  closer.addEventListener('click', press('+'));
  whole.addEventListener('click', function () {
    if (document.fullscreenElement) {
      document.exitFullscreen();
    } else if (page.hasAttribute('data-max')) {
      maximise(false);
    } else if (document.fullscreenEnabled && page.requestFullscreen) {
      page.requestFullscreen().catch(function () { maximise(true); });
    } else {
      maximise(true);
    }
  });
  // A frame makes no entry in the history of its host; the application keeps the reader’s steps itself.
  undo.addEventListener('click', press('u'));
  bar.append(undo, wider, closer, whole);
  document.body.insertBefore(bar, app.nextSibling);

  function show() {
    var isLarge = page.hasAttribute('data-max') || Boolean(document.fullscreenElement);
    draw(whole, say(isLarge ? 'Show the whole frame again' : 'Enlarge the plate'), isLarge ? SMALLER : LARGER);
  }

  function maximise(on) {
    if (page.hasAttribute('data-max') === on) return;
    if (on) page.setAttribute('data-max', '');
    else page.removeAttribute('data-max');
    show();
  }

  document.addEventListener('fullscreenchange', show);
  // Before the application hears it, for which Esc closes the card.
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'Escape' || !page.hasAttribute('data-max')) return;
    event.preventDefault();
    event.stopPropagation();
    maximise(false);
  }, true);

  tellHeight();
};
