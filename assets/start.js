// Stands by until the application answers (html[data-ready]). When it cannot start, the page printed by the
// build is shown again, with a plain sentence above its list of events. Classic script, so that it runs where
// modules or WebAssembly do not.
(function () {
  'use strict';
  var FAILED = 'The interactive plate could not start. The events are below.';
  var SLOW = 'The interactive plate is still on its way. The events are below.';
  var SLOW_AFTER_MS = 8000;
  var page = document.documentElement;
  var printed = null; // what the build printed into #app, kept because the application empties it
  var failed = false;

  function ready() {
    return page.hasAttribute('data-ready');
  }

  function keep() {
    var main = document.querySelector('#app > .start');
    if (main && !printed) printed = main.cloneNode(true);
    return main;
  }

  function say(sentence) {
    var main = keep();
    var app = document.getElementById('app');
    if (!main && failed && printed && app) {
      app.textContent = '';
      main = app.appendChild(printed.cloneNode(true));
    }
    if (!main) return;
    var note = main.querySelector('.start-note');
    if (!note) {
      note = document.createElement('p');
      note.className = 'start-note';
      main.insertBefore(note, main.querySelector('.start-list'));
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
    // The address may name an event that stood nowhere when the page was opened.
    var named = /(?:^#|&)(e=[^&]+)/.exec(location.hash);
    var item = named && document.getElementById(named[1]);
    if (item) item.scrollIntoView();
  }

  // Captured, because a script that does not load tells only its own element.
  addEventListener('error', function (event) {
    var own = event.target === window
      ? !event.filename || event.filename.indexOf(location.origin) === 0 || location.protocol === 'file:'
      : event.target.tagName === 'SCRIPT' || (event.target.tagName === 'LINK' && event.target.as === 'fetch');
    if (own) fail();
  }, true);
  addEventListener('unhandledrejection', fail);
  if (typeof WebAssembly !== 'object') fail();

  document.addEventListener('DOMContentLoaded', keep);
  setTimeout(function () {
    if (!failed && !ready()) say(SLOW);
  }, SLOW_AFTER_MS);
})();
