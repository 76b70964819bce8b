// The element <china-ussr-timeline>: the timeline in a frame of its own, in any page that may hold a script.
//
//   <script src="https://…/china-ussr-timeline.js" defer></script>
//   <china-ussr-timeline event="secret-speech"> …what is read until the timeline stands… </china-ussr-timeline>
//
// Attributes, all optional: `src` (the timeline's address; else the folder of this script), `event`, `span` (two ISO
// days with a slash), `periods`, `themes` (ids with commas), `theme` (light, dark, contrast, projector), `language` (en, ru,
// zh-Hans), `height` (px, 200 to 2000; else what suits the width), `title`. What stands inside stays until the frame has answered, and for good when it
// does not. The frame keeps the page's styles and scripts out of the timeline, and the timeline's out of the page.
(function () {
  'use strict';
  if (!window.customElements || customElements.get('china-ussr-timeline')) return;
  var TITLE = 'China and the Soviet Union, 1945–1969: interactive timeline';
  var LEAST = 200;
  var MOST = 2000;
  var script = document.currentScript;
  var home = new URL('./', (script && script.src) || location.href).href;

  /** The fragment's parts by the element's attributes. */
  var PARTS = { event: 'e', span: 't', periods: 'p', themes: 'th' };

  function address(element) {
    var url;
    try { url = new URL(element.getAttribute('src') || home, location.href); } catch (e) { return null; }
    if (!/^(https?|file):$/.test(url.protocol)) return null;
    url.searchParams.set('embed', '1');
    var theme = element.getAttribute('theme');
    if (/^(light|dark|contrast|projector)$/.test(theme)) url.searchParams.set('theme', theme);
    var language = element.getAttribute('language');
    if (/^[a-z]{2,3}(-\w{2,8})*$/i.test(language)) url.searchParams.set('lang', language);
    var parts = url.hash.length > 1 ? [url.hash.slice(1)] : [];
    Object.keys(PARTS).forEach(function (name) {
      var value = element.getAttribute(name);
      if (value) parts.push(PARTS[name] + '=' + encodeURIComponent(value).replace(/%2C/g, ',').replace(/%2F/g, '/'));
    });
    url.hash = parts.join('&');
    return url;
  }

  function words(text) {
    return text ? text.split(',') : null;
  }

  class Timeline extends HTMLElement {
    static get observedAttributes() {
      return ['event', 'span', 'periods', 'themes', 'title', 'height'];
    }

    connectedCallback() {
      var element = this;
      // Its words are there only when the page has been read.
      if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', function () { element.start(); });
      else element.start();
    }

    disconnectedCallback() {
      this.stop();
    }

    stop() {
      if (this.hear) removeEventListener('message', this.hear);
      if (this.frame) this.frame.remove();
      this.frame = this.hear = this.asked = null;
      if (this.instead) this.instead.hidden = false;
    }

    start() {
      var element = this;
      var url = address(element);
      if (element.frame || !element.isConnected || !url) return;
      if (!element.instead) {
        element.instead = document.createElement('div');
        element.instead.append.apply(element.instead, Array.prototype.slice.call(element.childNodes));
        element.append(element.instead);
      }
      var frame = document.createElement('iframe');
      element.frame = frame;
      frame.title = element.getAttribute('title') || TITLE;
      frame.loading = 'lazy';
      frame.allowFullscreen = true;
      frame.width = '100%';
      // Attributes, which the strictest policy of a page allows.
      frame.height = '1';
      frame.setAttribute('frameborder', '0');
      frame.src = url.href;
      element.origin = url.origin === 'null' ? '*' : url.origin;
      element.hear = function (event) {
        var said = event.data;
        if (event.source !== frame.contentWindow || !said || said.timeline !== 1 || said.type !== 'height') return;
        if (typeof said.height !== 'number' || !(said.height >= LEAST && said.height <= MOST)) return;
        element.asked = Math.round(said.height);
        element.instead.hidden = true;
        element.resize();
      };
      addEventListener('message', element.hear);
      element.append(frame);
    }

    resize() {
      var own = Number(this.getAttribute('height'));
      this.frame.height = String(own >= LEAST && own <= MOST ? Math.round(own) : this.asked);
    }

    attributeChangedCallback(name) {
      if (!this.frame) return;
      if (name === 'title') this.frame.title = this.getAttribute('title') || TITLE;
      if (!this.asked) {
        // Nobody hears a message yet. A new frame, because a new address in the old one could be an entry in the history.
        if (name !== 'title' && name !== 'height') {
          this.stop();
          this.start();
        }
        return;
      }
      if (name === 'height') this.resize();
      var message = { timeline: 1 };
      if (name === 'event') {
        message.type = 'goTo';
        message.event = this.getAttribute('event') || null;
      } else if (name === 'span') {
        var days = (this.getAttribute('span') || '').split('/');
        message.type = 'setSpan';
        message.from = days[1] ? days[0] : null;
        message.to = days[1] || null;
      } else if (name === 'periods' || name === 'themes') {
        message.type = 'setFilter';
        message[name] = words(this.getAttribute(name));
      }
      if (message.type) this.frame.contentWindow.postMessage(message, this.origin);
    }
  }

  customElements.define('china-ussr-timeline', Timeline);
})();
