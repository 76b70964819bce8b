// Stands by until the application answers (html[data-ready]), and then takes away what the build printed into
// the page. When the application cannot start, a plain sentence stands above the printed list instead. Where the
// browser refuses modules, the same application comes as one classic script first (fallback.js).
// It also shows the theme that the reader chose, on this page and on those beside it, lets links out of a frame
// open a tab of their own, and fetches what saves a picture (take.js).
// A classic script, so that it runs where modules or WebAssembly do not.
(function () {
  'use strict';
  var FAILED = 'The interactive plate could not start. The events are below.';
  var SLOW = 'The interactive plate is still on its way. The events are below.';
  var SLOW_AFTER_MS = 8000;
  var page = document.documentElement;
  // A sandboxed frame whose host sends no CORS header, and a page from disk, are refused modules and fetch.
  var refused = self.origin === 'null';
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

  // A frame in a course page keeps the plate.
  if (query.indexOf('&embed=1&') >= 0) {
    addEventListener('click', function (event) {
      var link = event.target.closest && event.target.closest('a[href*=".html"]');
      if (link) {
        link.target = '_blank';
        link.rel = 'noopener';
      }
    }, true);
  }

  // Saving a picture needs a script of its own, which comes when it is asked for.
  addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-take]');
    if (!button) return;
    if (window.take) {
      window.take(button);
      return;
    }
    var script = document.createElement('script');
    script.src = 'take.js';
    script.onload = function () { window.take(button); };
    document.head.appendChild(script);
  });

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
      start.insertBefore(note, start.querySelector('.start-list'));
    }
    note.textContent = sentence;
  }

  function fail() {
    if (failed || ready()) return;
    // The one file has no module: it holds already what fallback.js would bring.
    if (refused && !fellBack && document.querySelector('script[type="module"]')) {
      fellBack = true;
      var script = document.createElement('script');
      script.src = 'fallback.js';
      document.head.appendChild(script);
      return;
    }
    failed = true;
    page.setAttribute('data-failed', '');
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

  // Captured, because a script that does not load tells only its own element.
  addEventListener('error', function (event) {
    var own = event.target === window
      ? !event.filename || event.filename.indexOf(location.origin) === 0 || location.protocol === 'file:'
      : event.target.tagName === 'SCRIPT' || (event.target.tagName === 'LINK' && event.target.as === 'fetch');
    // Where the wasm’s preload is refused, the module tells by itself whether it is too.
    if (own && !(refused && event.target.tagName === 'LINK')) fail();
  }, true);
  addEventListener('unhandledrejection', fail);
  if (typeof WebAssembly !== 'object') fail();

  new MutationObserver(function (changes, observer) {
    if (!ready()) return;
    observer.disconnect();
    page.removeAttribute('data-failed');
    var start = document.querySelector('.start');
    if (start) start.remove();
  }).observe(page, { attributeFilter: ['data-ready'] });

  setTimeout(function () {
    if (!failed && !ready()) say(SLOW);
  }, SLOW_AFTER_MS);
})();
