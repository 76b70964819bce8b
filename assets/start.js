// Stands by until the application answers (html[data-ready]), and then takes away what the build printed into
// the page. When the application cannot start, a plain sentence stands above the printed list instead. Where the
// browser refuses modules, the same application comes as one classic script first (fallback.js).
// It also shows the theme that the reader chose, on this page and on those beside it, lets links out of a frame
// open a tab of their own, decides whether the printed page waits for its typefaces, begins the lessons when the address asks for one of
// their views, fetches what saves a picture (take.js) and what speaks with the page around a frame
// (frame.js), and has the site kept for offline use (sw.js). On paper it adds the citations to the list.
// A classic script, so that it runs where modules or WebAssembly do not.
(function () {
  'use strict';
  var FAILED = 'The interactive plate could not start. The events are below.';
  var SLOW = 'The interactive plate is still on its way. The events are below.';
  var SLOW_AFTER_MS = 8000;
  var WAIT = 'The interactive plate is loading.';
  var WAIT_AFTER_MS = 300;
  var OTHER = 'The events of “#” are on their way. Until they are here, this page shows its own.';
  var NOT_SAVED = 'Not saved for offline use on this device.';
  var MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
  var page = document.documentElement;
  // A sandboxed frame whose host sends no CORS header, and a page from disk, are refused modules and fetch.
  var refused = self.origin === 'null';
  // From disk, and in the one file, there is no site that could be kept.
  var alone = location.protocol === 'file:' || page.hasAttribute('data-onefile');
  var fellBack = false;
  var failed = false;
  var query = '&' + location.search.slice(1) + '&';

  // The address comes before what is remembered; a frame may be refused its storage.
  var asked = /&theme=(\w+)&/.exec(query);
  var theme = asked && asked[1];
  if (!theme || theme === 'auto') {
    try { theme = localStorage.getItem('theme'); } catch (e) { theme = null; }
  }
  if (/^(light|dark|contrast|projector)$/.test(theme)) page.setAttribute('data-theme', theme);

  // While nobody has moved on the page only what is in view of the list is laid out: laid out whole it is half of the
  // browser's work before the application answers. Where a place is asked for or come back to, places must not move.
  var came = performance.getEntriesByType('navigation')[0];
  if (!location.hash && came && came.type === 'navigate') page.setAttribute('data-untouched', '');
  function touched() {
    page.removeAttribute('data-untouched');
  }
  addEventListener('beforeprint', touched);

  // A frame in a course page keeps the plate.
  var embedded = query.indexOf('&embed=1&') >= 0;
  var framed = embedded && window.parent !== window;
  if (framed) page.setAttribute('data-framed', '');
  if (embedded) {
    addEventListener('click', function (event) {
      var link = event.target.closest && event.target.closest('a[href*=".html"]');
      if (link) {
        link.target = '_blank';
        link.rel = 'noopener';
      }
    }, true);
  }

  // Lessons (present mode, quiz, sheets) are a program of their own, which comes when the address asks for one of its views
  // and stands in place of the timeline while it does.
  var LESSON = /(?:^#|&)v=(stories|present|quiz|print|selection|between)(?=&|$)/;
  var lessonsBegun = false;
  function turn() {
    var view = LESSON.exec(location.hash);
    if (view) page.setAttribute('data-lesson', view[1]);
    else page.removeAttribute('data-lesson');
    // Before the page's module ran, that begins the right one.
    if (window.begin) window.begin(view ? 'lesson' : 'app').catch(lost);
    else if (view) beginLessons();
  }
  // The timeline, if it is there, takes the place of lessons that cannot come.
  function lost() {
    page.removeAttribute('data-lesson');
    fail();
  }
  // Where modules are refused, and in the one file, they are a classic script.
  function beginLessons() {
    if (lessonsBegun || (!refused && !alone)) return;
    if (window.lessons) {
      lessonsBegun = true;
      window.lessons();
    } else if (refused && !page.hasAttribute('data-onefile')) {
      lessonsBegun = true;
      bring('fallback-lesson.js', function () { window.lessons(); });
    }
  }
  addEventListener('hashchange', turn);
  addEventListener('popstate', turn);
  addEventListener('DOMContentLoaded', turn);
  turn();
  // The application’s wasm is asked for early, but not where a lesson comes first.
  var early = document.querySelector('link[rel="later"]');
  if (early && !page.hasAttribute('data-lesson')) early.rel = 'preload';

  // Typefaces that come while somebody reads would move what is read: the printed page does without those that are not here in time,
  // until the application answers (start.css). Before that is known nothing of it is shown.
  var FACES = 2;
  var FACES_WITHIN_MS = 100;
  var faces = 0;
  function decide(late) {
    if (page.getAttribute('data-faces') !== 'awaited') return;
    if (late) page.setAttribute('data-faces', 'late');
    else page.removeAttribute('data-faces');
  }
  if (early) {
    page.setAttribute('data-faces', 'awaited');
    // Not document.fonts.load, which works out all styles first.
    document.addEventListener('load', function (event) {
      if (event.target.as === 'font' && event.target.href.indexOf('italic') < 0 && ++faces === FACES) decide(false);
    }, true);
    setTimeout(function () { decide(true); }, FACES_WITHIN_MS);
    // Where the page itself is still on its way they come later than it.
    requestAnimationFrame(function () { if (came && !came.responseEnd) decide(true); });
  }

  /** The reader goes to a view of the lessons from where they are, and comes back to it. */
  function teach(view) {
    var parts = location.hash.slice(1).split('&').filter(function (part) { return part && !/^(v|s|seed)=/.test(part); });
    location.hash = parts.concat('v=' + view).join('&');
  }
  addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('a[href^="#v="]');
    // A link that says more knows where it leads.
    var view = link && link.hash.indexOf('&') < 0 && LESSON.exec(link.hash);
    if (!view || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    teach(view[1]);
  });
  var numbered;
  /** An event's number is its place in time: what a presenter types to go there. It stands where the date of a flag leaves room: on
      the side that the staff is not. */
  function number() {
    if (!page.hasAttribute('data-numbers')) return;
    document.querySelectorAll('#events li[data-event]').forEach(function (item, at) {
      var link = item.querySelector('a');
      var mark = document.querySelector('[data-mark="' + item.getAttribute('data-event') + '"]');
      var box = link.getBoundingClientRect();
      link.setAttribute('data-no', at + 1);
      if (!mark) return;
      var of = mark.getBoundingClientRect();
      link.toggleAttribute('data-left', of.left + of.right > box.left + box.right);
    });
  }
  /** Whether the reader has switched off the keys of one letter, here or, before the application has said so, when they last were here. */
  function withoutKeys() {
    var options = page.getAttribute('data-options');
    if (options === null) {
      try { options = localStorage.getItem('options'); } catch (e) { /* none is known */ }
    }
    return /\bnokeys\b/.test(options);
  }
  // Keys of one letter that need nothing of the application.
  var KEYS = {
    p: function () { teach('present'); },
    m: function () { location.href = 'places.html'; },
    n: function () {
      page.toggleAttribute('data-numbers');
      number();
      var events = document.getElementById('events');
      if (events && !numbered) {
        numbered = new MutationObserver(function () { requestAnimationFrame(number); });
        numbered.observe(events, { subtree: true, attributeFilter: ['style'] });
      }
    },
    v: function () {
      document.querySelectorAll('#card .views details').forEach(function (fold, at) {
        fold.open = true;
        if (!at) fold.querySelector('summary').focus();
      });
    }
  };
  addEventListener('keydown', function (event) {
    if (!KEYS[event.key] || event.ctrlKey || event.altKey || event.metaKey || embedded || page.hasAttribute('data-lesson')) return;
    if (withoutKeys() || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    KEYS[event.key]();
  });

  // The page that makes the code of a frame begins with what the reader sees.
  addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('a[href^="embed.html"], .skip');
    if (!link) return;
    if (link.className !== 'skip') {
      link.hash = location.hash;
      return;
    }
    // Its fragment would be no place of the timeline, and in a frame an entry in the history of its host.
    event.preventDefault();
    var events = document.getElementById('events');
    // Help and About stand in its place.
    if (events.hidden) events = document.getElementById(page.getAttribute('data-view'));
    events.tabIndex = -1;
    events.focus();
  }, true);

  function bring(file, then) {
    var script = document.createElement('script');
    script.src = file;
    script.onload = then;
    // What it has brought stays; the page is as it was.
    script.addEventListener('load', function () { script.remove(); });
    document.head.appendChild(script);
  }

  // Saving a picture needs a script of its own, which comes when it is asked for.
  addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-take]');
    if (!button) return;
    if (window.take) {
      window.take(button);
      return;
    }
    bring('take.js', function () { window.take(button); });
  });

  // What draws the plate while it moves comes with the first pointer, or when the first view has stood for a while: until it is there,
  // the application moves the drawing itself.
  var GLIDE_AFTER_MS = 1200;
  var MOVES = ['pointermove', 'pointerdown', 'wheel'];
  function bringGlide() {
    MOVES.forEach(function (name) { removeEventListener(name, bringGlide, true); });
    if (!window.glide && !bringGlide.begun) bring('glide.js', null);
    bringGlide.begun = true;
  }

  function ready() {
    return page.hasAttribute('data-ready');
  }

  function say(sentence) {
    var start = document.querySelector('.start');
    if (!start) return;
    var note = start.querySelector('.start-note');
    if (!note) {
      note = document.createElement('p');
      note.className = 'start-note';
      start.insertBefore(note, start.querySelector('.start-plate'));
    }
    note.textContent = sentence;
  }

  function fail() {
    if (failed || ready()) return;
    // The one file has no module: it holds already what fallback.js would bring.
    if (refused && !fellBack && document.querySelector('script[type="module"]')) {
      fellBack = true;
      bring('fallback.js', null);
      return;
    }
    failed = true;
    page.setAttribute('data-failed', '');
    page.removeAttribute('data-faces');
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', show);
    else show();
  }

  function show() {
    say(FAILED);
    // The sentence has moved the event that the address names.
    var named = /^#(?:.*&)?(e=[^&]+)/.exec(location.hash);
    var item = named && document.getElementById(named[1]);
    if (item) item.scrollIntoView();
  }

  // What the sentence tells is not told a second time as an error that nobody caught; the console keeps the reason.
  function answer(event) {
    if (ready()) return;
    event.preventDefault();
    if (event.message || event.reason) console.info(event.reason || event.message);
    fail();
  }

  // Captured, because a script that does not load tells only its own element.
  addEventListener('error', function (event) {
    var own = event.target === window
      ? !event.filename || event.filename.indexOf(location.origin) === 0 || location.protocol === 'file:'
      : event.target.tagName === 'SCRIPT' || (event.target.tagName === 'LINK' && event.target.as === 'fetch');
    // Where the wasm’s preload is refused, the module tells by itself whether it is too.
    if (own && !(refused && event.target.tagName === 'LINK')) answer(event);
  }, true);
  addEventListener('unhandledrejection', answer);
  if (typeof WebAssembly !== 'object') fail();

  // Where the reader is in what is printed: the event at the top of the window, and what has focus. Only a reader
  // who has moved is somewhere: the browser's own jump to an anchor does not count.
  var place = null;
  var moved = false;
  ['wheel', 'touchmove', 'keydown', 'pointerdown'].forEach(function (name) {
    addEventListener(name, function () {
      moved = true;
      touched();
    }, { passive: true });
  });
  addEventListener('scroll', function () {
    touched();
    if (!moved || ready()) return;
    place = null;
    if (scrollY < 100) return;
    var items = document.querySelectorAll('.start-list li');
    for (var i = 0; i < items.length && !place; i++) {
      var top = items[i].getBoundingClientRect().top;
      if (top >= 0) place = { id: items[i].getAttribute('data-event'), top: top };
    }
  }, { passive: true });

  function eventOf(element) {
    var item = element && element.closest && element.closest('.start-list li');
    return item && item.getAttribute('data-event');
  }

  // The reader stays where they were: those who were reading find the list, at the same event.
  function stay(focused) {
    if (place) {
      var fragment = location.hash.slice(1);
      history.replaceState(null, '', location.pathname + location.search + '#' + fragment + (fragment ? '&' : '') + 'v=list');
      dispatchEvent(new PopStateEvent('popstate'));
    }
    if (place || focused) requestAnimationFrame(arrive);
    var frames = 0;
    function arrive() {
      // The application draws the list within a few frames.
      if (place && !document.querySelector('#events.flow') && frames++ < 60) {
        requestAnimationFrame(arrive);
        return;
      }
      var link = focused && document.querySelector('#events li[data-event="' + focused + '"] a');
      if (link) link.focus({ preventScroll: true });
      var item = place && document.querySelector('#events li[data-event="' + place.id + '"]');
      for (var box = item && item.parentElement; box; box = box.parentElement) {
        box.scrollTop += item.getBoundingClientRect().top - place.top;
      }
    }
  }

  // Paper has no cards to open: the citations of the printed list go with the events when the page is printed.
  var citations = [];
  function keepCitations(start) {
    if (query.indexOf('&data=') >= 0) return;
    start.querySelectorAll('li[data-event] .start-sources').forEach(function (text) {
      citations.push({ item: text.closest('li').id, text: text });
    });
  }
  addEventListener('beforeprint', function () {
    citations.forEach(function (one) {
      var item = document.getElementById(one.item);
      if (item) item.appendChild(one.text);
    });
  });
  addEventListener('afterprint', function () {
    citations.forEach(function (one) { one.text.remove(); });
  });

  new MutationObserver(function (changes, observer) {
    // What is printed stays until the timeline itself is there.
    if (!ready() || (page.hasAttribute('data-lesson') && !page.hasAttribute('data-view'))) return;
    observer.disconnect();
    page.removeAttribute('data-failed');
    touched();
    var focused = eventOf(document.activeElement);
    var start = document.querySelector('.start');
    if (start) {
      keepCitations(start);
      start.remove();
    }
    stay(focused);
    MOVES.forEach(function (name) { addEventListener(name, bringGlide, { capture: true, passive: true }); });
    setTimeout(bringGlide, GLIDE_AFTER_MS);
    offer();
    keep();
    if (framed && window.speak) window.speak();
    else if (framed) bring('frame.js', function () { window.speak(); });
  }).observe(page, { attributeFilter: ['data-ready', 'data-view'] });

  // Where the reader was: kept when the page is left, and offered to who comes back without an address of their own.
  var left = null;
  if (!embedded) {
    try { left = localStorage.getItem('place'); } catch (e) { /* none is offered */ }
    addEventListener('pagehide', function () {
      if (location.hash.length < 2 || !document.getElementById('app')) return;
      try { localStorage.setItem('place', location.hash); } catch (e) { /* none is kept */ }
    });
  }
  function word(english) {
    var after = (window.words || '').split('\n' + english + '=')[1];
    return after ? after.split('\n')[0] : english;
  }
  function offer() {
    if (!left || location.hash.length > 1 || page.hasAttribute('data-one')) return;
    var note = document.createElement('p');
    note.className = 'resume';
    note.innerHTML = '<a></a><button type="button"></button>';
    note.firstChild.href = left;
    note.firstChild.textContent = word('Go on where you were');
    note.lastChild.textContent = word('Close');
    function end() { note.remove(); }
    note.lastChild.addEventListener('click', end);
    // Any act of their own says that they are elsewhere now.
    addEventListener('hashchange', end);
    addEventListener('pointerdown', function (event) { if (!note.contains(event.target)) end(); });
    document.body.appendChild(note);
  }

  // The pages beside the timeline have no application to wait for.
  addEventListener('load', function () {
    if (!document.getElementById('app')) keep();
  });

  // Only now, so that the first view waits for none of it. A frame profits when its site was visited by itself. A
  // browser that refuses (no storage, no room, no secure address) leaves all as it is until the next visit.
  function keep() {
    if (parent !== window || alone) return;
    var manifest = document.createElement('link');
    manifest.rel = 'manifest';
    manifest.href = 'manifest.webmanifest';
    document.head.appendChild(manifest);
    try {
      navigator.serviceWorker.register('sw.js').catch(function () {});
      navigator.serviceWorker.ready.then(tell).catch(function () {});
    } catch (e) { /* told in Help */ }
  }

  // Help says whether the site is kept here, and since when by the server's clock: the device's may be wrong.
  function tell() {
    var note = document.querySelector('[data-saved]');
    if (!note || alone) return;
    function put(words) {
      note.textContent = words;
      note.hidden = false;
    }
    try {
      // The worker keeps this page last, when it has all the others.
      caches.match(new URL('index.html', location.href).href).then(function (kept) {
        var day = kept && new Date(Date.parse(kept.headers.get('Date')));
        if (!kept) put(NOT_SAVED);
        else if (isNaN(day)) put('Saved for offline use.');
        else put('Saved for offline use, ' + day.getDate() + ' ' + MONTHS.substr(day.getMonth() * 3, 3) + ' ' + day.getFullYear() + '.');
      }).catch(function () { put(NOT_SAVED); });
    } catch (e) { put(NOT_SAVED); }
  }
  // Firefox leaves what Tab comes to where it is while any part of it is in sight. The plate's links lie where they are drawn.
  addEventListener('keyup', function (event) {
    var at = document.activeElement;
    if (event.key === 'Tab' && at.matches(':focus-visible:not(.placed)')) at.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  // Help and About are read from their titles; who leaves them is back where they were.
  var shown, focused, cameFrom;
  addEventListener('focusin', function (event) { focused = event.target; });
  new MutationObserver(function () {
    var view = page.getAttribute('data-view');
    var title = document.getElementById(view + '-title');
    var to = shown && (title || document.getElementById(shown + '-title') && cameFrom);
    if (title && !document.getElementById(shown + '-title')) cameFrom = focused;
    if (shown !== view && to) to.focus({ preventScroll: true });
    shown = view;
    if (view === 'help') tell();
  }).observe(page, { attributeFilter: ['data-view'] });

  // The style sheets mark links that lead out.
  function network() {
    if (navigator.onLine === false) page.setAttribute('data-offline', '');
    else page.removeAttribute('data-offline');
  }
  addEventListener('online', network);
  addEventListener('offline', network);
  network();

  // Who waits sees that something comes. It lies over the page, so that nothing moves.
  setTimeout(function () {
    var start = document.querySelector('.start');
    if (!start || failed || ready()) return;
    var note = document.createElement('p');
    note.className = 'start-wait';
    note.setAttribute('role', 'status');
    var other = new URLSearchParams(location.search).get('data');
    note.textContent = other ? OTHER.replace('#', function () { return other; }) : WAIT;
    start.append(note);
  }, WAIT_AFTER_MS);
  setTimeout(function () {
    if (!failed && !ready()) say(SLOW);
  }, SLOW_AFTER_MS);
})();
