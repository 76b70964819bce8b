// The page embed.html: the frame as the choices make it, and the code to copy. The page's own fragment says with what
// it begins; what it has no choice for (a search, other periods) is kept as it came.
(function () {
  'use strict';
  var by = function (id) { return document.getElementById(id); };
  var maker = by('maker');
  var subject = document.querySelector('.mast .site').textContent.trim();
  var site = new URL('./', location.href).href;
  var kept = {};
  var waiting;

  function parts() {
    var found = {};
    location.hash.slice(1, 4000).split('&').forEach(function (part) {
      var at = part.indexOf('=');
      if (at > 0) found[part.slice(0, at)] = part.slice(at + 1);
    });
    return found;
  }

  function plain(text) {
    try { return decodeURIComponent(text || ''); } catch (e) { return ''; }
  }

  function boxes(name) {
    return Array.prototype.slice.call(maker.querySelectorAll('input[name="' + name + '"]'));
  }

  function chosen(name) {
    return boxes(name).filter(function (box) { return box.checked; });
  }

  function tick(name, list) {
    var words = plain(list).split(',');
    boxes(name).forEach(function (box) { box.checked = words.indexOf(box.value) >= 0; });
  }

  /** What the reader saw on the timeline. */
  function begin() {
    var from = parts();
    ['k', 'w', 'q', 'by'].forEach(function (key) { if (from[key]) kept[key] = from[key]; });
    // The names of other periods are not on this page.
    if (kept.by && from.p) kept.p = from.p;
    by('periods').hidden = Boolean(kept.by);
    by('event').value = plain(from.e);
    if (by('event').selectedIndex < 0) by('event').value = '';
    var span = /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/.exec(plain(from.t));
    by('from').value = span ? span[1] : '';
    by('to').value = span ? span[2] : '';
    tick('period', from.p);
    tick('theme', from.th);
  }

  function values(list) {
    return list.map(function (box) { return encodeURIComponent(box.value); }).join(',');
  }

  function fragment() {
    var event = by('event').selectedOptions[0];
    var card = by('card').checked;
    var from = by('from').value;
    var to = by('to').value;
    var said = { e: card ? encodeURIComponent(event.value) : '', t: '', p: values(chosen('period')), th: values(chosen('theme')) };
    if (from && to && from <= to) said.t = from + '/' + to;
    // Without its card an event is shown by the time about it.
    else if (!card && event.value) said.t = event.getAttribute('data-span');
    Object.keys(kept).forEach(function (key) { said[key] = kept[key]; });
    return Object.keys(said).filter(function (key) { return said[key]; })
      .map(function (key) { return key + '=' + said[key]; }).join('&');
  }

  function size() {
    if (by('size').value !== 'own') return by('size').value.split('x');
    var within = function (field, least, most) { return String(Math.min(most, Math.max(least, Math.round(Number(field.value)) || least))); };
    return [within(by('width'), 280, 2000), within(by('height'), 320, 1200)];
  }

  /** "China and the Soviet Union, 1945–1969: Strain and Split; Ideology; from 1956 to 1961", for who cannot see it. */
  function title() {
    var names = function (name) {
      return chosen(name).map(function (box) { return box.getAttribute('data-name'); }).join(', ').replace(/, ([^,]*)$/, ' and $1');
    };
    var event = by('event').selectedOptions[0];
    var years = [by('from').value, by('to').value].map(function (day) { return day.slice(0, 4); });
    var what = [
      names('period'),
      names('theme'),
      years[0] && years[1] && (years[0] === years[1] ? years[0] : years[0] + ' to ' + years[1]),
      event.value && 'at “' + event.textContent + '”',
    ].filter(Boolean);
    return subject + ': interactive timeline' + (what.length ? ' (' + what.join('; ') + ')' : '');
  }

  function escape(text) {
    return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  }

  function show() {
    var colours = by('colours').value;
    var place = fragment();
    var hash = place && '#' + place;
    var language = by('language').value;
    var query = '?embed=1' + (colours === 'auto' ? '' : '&theme=' + colours) + (language === 'en' ? '' : '&lang=' + language);
    var box = size();
    var named = title();
    by('own').hidden = by('size').value !== 'own';
    by('frame-code').value = '<iframe src="' + escape(site + query + hash) + '" title="' + escape(named) + '" width="' + box[0]
      + '" height="' + box[1] + '" loading="lazy" allowfullscreen></iframe>\n<p><a href="' + escape(site + hash) + '">'
      + escape(subject) + ': open the timeline</a></p>';
    var wanted = {
      src: site, title: named, event: by('card').checked ? by('event').value : '', span: (/(?:^|&)t=([^&]*)/.exec(place) || [])[1],
      periods: kept.by ? '' : chosen('period').map(function (box) { return box.value; }).join(','),
      themes: chosen('theme').map(function (box) { return box.value; }).join(','), theme: colours === 'auto' ? '' : colours, language: language === 'en' ? '' : language,
    };
    // What the element has no word for, it takes from the address.
    if (Object.keys(kept).length) wanted = { src: site + hash, title: named, theme: wanted.theme, language: wanted.language };
    var attributes = Object.keys(wanted).filter(function (key) { return wanted[key]; })
      .map(function (key) { return ' ' + key + '="' + escape(wanted[key]) + '"'; }).join('');
    by('element-code').value = '<script src="' + escape(site) + 'china-ussr-timeline.js" defer></' + 'script>\n<china-ussr-timeline'
      + attributes + '>\n  <p><a href="' + escape(site + hash) + '">' + escape(subject) + ': open the timeline</a></p>\n</china-ussr-timeline>';

    // A new frame each time: a new address in the old one would be an entry in the history of this page.
    var frame = document.createElement('iframe');
    frame.title = named;
    frame.width = box[0];
    frame.height = box[1];
    frame.src = './' + query + hash;
    by('preview').replaceChildren(frame);
  }

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(show, 250);
  }

  maker.addEventListener('input', later);
  maker.addEventListener('submit', function (event) { event.preventDefault(); });
  addEventListener('hashchange', function () { kept = {}; begin(); show(); });

  // Where the clipboard is closed to us, the code is chosen, and a key copies it.
  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-copy]');
    if (!button) return;
    var field = by(button.getAttribute('data-copy'));
    var say = function (sentence) { by('said').textContent = sentence; };
    var select = function () {
      field.focus();
      field.select();
      say('The code is selected. Press Ctrl+C or ⌘C to copy it.');
    };
    say('');
    if (!navigator.clipboard) select();
    else navigator.clipboard.writeText(field.value).then(function () { say('Copied. Paste it into your page.'); }, select);
  });

  // Without this script only the code of the whole timeline stands there.
  by('plain-only').remove();
  by('choices').hidden = by('element-part').hidden = false;
  begin();
  show();
})();
