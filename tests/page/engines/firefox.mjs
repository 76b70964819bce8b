// A distribution's Firefox under Playwright, through WebDriver BiDi (its channel `moz-firefox`). BiDi has no command
// for what Playwright does elsewhere by emulation (script off, reduced motion, colours, fingers): there Firefox is told by
// its own preferences, so each set of them is a browser of its own.

import { firefox } from 'playwright-core';

/** The command that Playwright sends with each context and Firefox ESR does not know yet. */
const MEDIA = 'emulation.setMediaFeaturesOverride';

/**
 * What in the options of a test is a preference of Firefox. `prefers` holds what `emulateMedia` takes in Chromium:
 * `colorScheme: 'dark'`, `contrast: 'more'`, `forcedColors: 'active'`.
 */
export function preferences({ still = false, script = true, touch = false, across = false, prefers = {} }) {
  return {
    ...(still && { 'ui.prefersReducedMotion': 1 }),
    ...(prefers.colorScheme === 'dark' && { 'layout.css.prefers-color-scheme.content-override': 0 }),
    // With a theme for accessibility Firefox measures the contrast of the reader's palette, black on white; the page keeps
    // its own colours (1) or takes the reader's (2).
    ...(prefers.contrast === 'more' && { 'ui.useAccessibilityTheme': 1, 'browser.display.document_color_use': 1 }),
    ...(prefers.forcedColors === 'active' && { 'ui.useAccessibilityTheme': 1, 'browser.display.document_color_use': 2 }),
    // Of forced colours the palette says whether it is dark.
    ...(prefers.forcedColors === 'active' && prefers.colorScheme === 'dark' && {
      'ui.useAccessibilityTheme': 0, 'browser.display.use_system_colors': false,
      ...Object.fromEntries(['', '.dark'].flatMap((scheme) => [
        [`browser.display.background_color${scheme}`, '#000000'], [`browser.display.foreground_color${scheme}`, '#ffffff'], [`browser.anchor_color${scheme}`, '#ffff00'],
      ])),
    }),
    ...(!script && { 'javascript.enabled': false }),
    // Coarse and without hover, as a phone says of itself.
    ...(touch && { 'dom.w3c_touch_events.enabled': 1, 'ui.primaryPointerCapabilities': 1, 'ui.allPointerCapabilities': 1 }),
    'dom.events.testing.asyncClipboard': true,
    // The mouse and the wheel go the reader's way, through the window, or a frame of another site would not feel them. It
    // is the slower way: between two turns of the wheel the page may have come to rest.
    ...(across && { 'remote.events.async.mouse.enabled': true, 'remote.events.async.wheel.enabled': true }),
  };
}

/** Starts Firefox with these preferences. */
export async function launchFirefox(prefs) {
  const started = await firefox.launch({
    channel: 'moz-firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr', headless: true, firefoxUserPrefs: prefs,
  });
  // Playwright asks for a light page with each context, which Firefox shows anyway unless its preferences say otherwise;
  // only that is answered in its place. `toImpl` is Playwright's own name, of the version that package.json fixes.
  const connection = started._connection.toImpl(started)._connection;
  const send = connection.rawSend.bind(connection);
  connection.rawSend = (message) => {
    const asks = message.method === MEDIA ? message.params.features['prefers-color-scheme'] : 'other';
    if (asks !== 'light' && asks !== null && asks !== undefined) return send(message);
    setImmediate(() => connection._dispatchMessage({ type: 'success', id: message.id, result: {} }));
  };
  // Of all else that a test asks of the media Playwright tells Firefox nothing, and does not say so.
  const newContext = started.newContext.bind(started);
  started.newContext = async (options) => {
    const context = await newContext(options);
    context.on('page', (page) => {
      page.emulateMedia = async (asked) => {
        throw new Error(`Firefox’s driver does not set ${JSON.stringify(asked)}; \`prefers\` does (engines/firefox.mjs)`);
      };
    });
    return context;
  };
  return started;
}

/** Sends a command of BiDi's own about a page. */
export function bidi(page, method, params) {
  const session = page._connection.toImpl(page).delegate._session;
  return session.send(method, { context: session.sessionId, ...params });
}

/** Performs actions in a document: of a page, or of a frame in its own px. Keys and fingers do not cross from one into the other. */
function perform(target, actions) {
  const frame = target.page ? target._connection.toImpl(target)._id : undefined;
  return bidi(target.page?.() ?? target, 'input.performActions', { ...(frame && { context: frame }), actions });
}

/** By these characters WebDriver names the keys that write nothing. */
const KEYS = { Tab: '\uE004', Enter: '\uE006', ArrowRight: '\uE014' };

/** Keys pressed one after another in a frame. */
export function firefoxKeys(frame, keys) {
  const actions = keys.map((key) => KEYS[key] ?? key).flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]);
  return perform(frame, [{ type: 'key', id: 'keyboard', actions }]);
}

/** Teaches a page to tap, which Playwright leaves out here. Firefox makes the click of it. */
export function teachTap(page) {
  page._connection.toImpl(page).delegate.rawTouchscreen.tap = (progress, x, y) => perform(page, [{
    type: 'pointer', id: 'tap', parameters: { pointerType: 'touch' },
    actions: [{ type: 'pointerMove', x: Math.round(x), y: Math.round(y) }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }],
  }]);
}

/** One step in the history; Playwright waits for news of it that Firefox does not send where the address has no fragment. */
export function firefoxTravel(page, delta) {
  return bidi(page, 'browsingContext.traverseHistory', { delta });
}

/** Fingers, as `fingers` in harness.mjs: each path is [[x, y], [x, y]]. */
export function firefoxFingers(target, paths, steps) {
  return perform(target, paths.map(([[x0, y0], [x1, y1]], id) => ({
    type: 'pointer', id: `finger-${id}`, parameters: { pointerType: 'touch' },
    actions: [
      { type: 'pointerMove', x: Math.round(x0), y: Math.round(y0) }, { type: 'pointerDown', button: 0 },
      ...Array.from({ length: steps }, (_, k) => ({
        type: 'pointerMove', duration: 14, x: Math.round(x0 + ((x1 - x0) * (k + 1)) / steps), y: Math.round(y0 + ((y1 - y0) * (k + 1)) / steps),
      })),
      { type: 'pause', duration: 200 }, { type: 'pointerUp', button: 0 },
    ],
  })));
}
