// Stands by until the application answers (html[data-ready]), and then takes away what the build printed into
// the page. When the application cannot start, a plain sentence stands above the printed list instead.
// It also shows the theme that the reader chose, on this page and on those beside it, lets links out of a frame
// open a tab of their own, and fetches what saves a picture (take.js).
// On paper it adds the citations to the list. A classic script, so that it runs where modules or WebAssembly do not.
(function () {
  'use strict';
  var FAILED = 'The interactive plate could not start. The events are below.';
  var SLOW = 'The interactive plate is still on its way. The events are below.';
  var SLOW_AFTER_MS = 8000;
  var page = document.documentElement;
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
    if (own) answer(event);
  }, true);
  addEventListener('unhandledrejection', answer);
  if (typeof WebAssembly !== 'object') fail();

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
    if (!ready()) return;
    observer.disconnect();
    page.removeAttribute('data-failed');
    var start = document.querySelector('.start');
    if (!start) return;
    keepCitations(start);
    start.remove();
  }).observe(page, { attributeFilter: ['data-ready'] });

  setTimeout(function () {
    if (!failed && !ready()) say(SLOW);
  }, SLOW_AFTER_MS);
})();
