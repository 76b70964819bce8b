// SCORM 1.2: tells a learning platform that the timeline was opened, and has it remember the place (the fragment of
// the address). Without a platform, or with one that answers badly, nothing happens and nothing is said.
(function () {
  'use strict';
  // The standard’s limit for the place, letters.
  var LONGEST = 255;
  // Platforms nest a few frames; more is none.
  var DEEPEST = 10;

  /** The platform’s adapter, in this window or one around it. */
  function find(from) {
    for (var n = 0; from && n < DEEPEST; n += 1) {
      // A window of another origin is closed to us; one around it may be open.
      try {
        if (from.API && from.API.LMSInitialize) return from.API;
      } catch (e) { /* the next one */ }
      if (from.parent === from) return null;
      from = from.parent;
    }
    return null;
  }

  /** One call; what fails says nothing. */
  function call(name, key, value) {
    try {
      return String(value === undefined ? api[name](key) : api[name](key, value));
    } catch (e) {
      return '';
    }
  }

  function keepPlace() {
    var place = location.hash.slice(1);
    if (place.length <= LONGEST) call('LMSSetValue', 'cmi.core.lesson_location', place);
    call('LMSCommit', '');
  }

  var api = find(window) || find(window.opener);
  if (!api || call('LMSInitialize', '') !== 'true') return;
  if (!/^(completed|passed)$/.test(call('LMSGetValue', 'cmi.core.lesson_status'))) {
    call('LMSSetValue', 'cmi.core.lesson_status', 'completed');
  }
  // Without it platforms forget the place.
  call('LMSSetValue', 'cmi.core.exit', 'suspend');
  call('LMSCommit', '');
  var place = call('LMSGetValue', 'cmi.core.lesson_location');
  if (place && !location.hash) history.replaceState(null, '', '#' + place);

  var finished = false;
  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState === 'hidden' && !finished) keepPlace();
  });
  addEventListener('pagehide', function () {
    if (finished) return;
    finished = true;
    keepPlace();
    call('LMSFinish', '');
  });
})();
