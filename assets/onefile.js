// In the one file (timeline.html) the pages beside the timeline are sections of the same document. Each stands in
// place of the application while the address names it or something on it; a plain anchor leads there, with script
// and without.
(function () {
  'use strict';
  var page = document.documentElement;
  var title = document.title;
  // Where the reader left the timeline.
  var left = { hash: '', scroll: 0, focus: null };
  page.setAttribute('data-one', '');

  /** What the address names on a page beside the timeline: that element, or nothing. */
  function named() {
    var id;
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (e) { return null; }
    var element = id && document.getElementById(id);
    return element && element.closest('.beside-page') ? element : null;
  }

  function isAway() {
    return page.hasAttribute('data-beside');
  }

  function close() {
    document.querySelectorAll('.beside-page[data-open]').forEach(function (open) { open.removeAttribute('data-open'); });
    page.removeAttribute('data-beside');
  }

  function show(target) {
    var section = target.closest('.beside-page');
    close();
    section.setAttribute('data-open', '');
    page.setAttribute('data-beside', '');
    document.querySelectorAll('#beside nav a').forEach(function (link) {
      if (link.hash === '#' + section.id) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    });
    document.title = section.getAttribute('aria-label') + ' · ' + title;
    if (target === section) scrollTo(0, 0);
    else target.scrollIntoView();
    if (!target.hasAttribute('tabindex')) target.setAttribute('tabindex', '-1');
    target.focus({ preventScroll: true });
  }

  /** Back on the timeline: where it was left, or at the event that a page led to. */
  function leave() {
    close();
    document.title = title;
    scrollTo(0, left.scroll);
    var event = document.getElementById(location.hash.slice(1));
    var focus = location.hash === left.hash ? left.focus : event && event.querySelector('a');
    if (focus && focus.isConnected) focus.focus({ preventScroll: true });
  }

  /** The application does not hear of addresses that are not its own. */
  function follow(event) {
    var target = named();
    if (target) {
      if (event) event.stopImmediatePropagation();
      show(target);
    } else if (isAway()) {
      leave();
    }
  }

  function go(hash) {
    // A frame adds nothing to the history of its host.
    if (window.parent === window) location.hash = hash;
    else location.replace('#' + hash.replace(/^#/, ''));
  }

  addEventListener('popstate', follow);
  addEventListener('hashchange', follow);
  addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!isAway()) left = { hash: location.hash, scroll: scrollY, focus: link };
    // What the application itself follows, and out of a frame what the browser does.
    var target = window.parent !== window && document.getElementById(link.hash.slice(1));
    if (!link.closest('#beside') && !(target && target.closest('#beside'))) return;
    event.preventDefault();
    go(link.hasAttribute('data-back') ? left.hash : link.hash);
  }, true);
  // The keys of the plate are not those of a page.
  addEventListener('keydown', function (event) {
    if (!isAway()) return;
    event.stopImmediatePropagation();
    if (event.key === 'Escape') go(left.hash);
  }, true);

  /** The anchor of what `file#id` means, in this document. An id that two pages had got its page’s name. */
  function anchor(section, id) {
    var names = id ? [id, section.id.replace('page-', '') + '-' + id] : [];
    return names.filter(function (name) { return section.contains(document.getElementById(name)); })[0] || section.id;
  }

  /** The application writes its links for a site of many files. */
  function mend() {
    document.querySelectorAll('#app a[href*=".html"], #app a[href^="./"], #app a[href^="data/"]').forEach(function (link) {
      var parts = link.getAttribute('href').split('#');
      var section = document.querySelector('.beside-page[data-page="' + CSS.escape(parts[0]) + '"]');
      var file = document.querySelector('a[download="' + CSS.escape(parts[0].replace('data/', '')) + '"]');
      if (section) {
        link.setAttribute('href', '#' + anchor(section, parts[1]));
      } else if (parts[0] === './') {
        link.setAttribute('href', location.href.split(/[?#]/)[0] + '#' + (parts[1] || ''));
      } else if (file) {
        link.setAttribute('href', file.getAttribute('href'));
        link.setAttribute('download', file.getAttribute('download'));
      }
    });
  }

  addEventListener('DOMContentLoaded', function () {
    follow();
    new MutationObserver(mend).observe(document.getElementById('app'), { subtree: true, childList: true, attributeFilter: ['href'] });
    // The application begins at the top of the page.
    new MutationObserver(function (changes, observer) {
      observer.disconnect();
      follow();
    }).observe(page, { attributeFilter: ['data-ready'] });
  });
})();
