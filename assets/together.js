// Starts the application where modules and fetch are refused: in a sandboxed frame whose host sends no CORS header,
// and from disk. The build calls this function with the glue’s `init`, the wasm as base64, the typefaces, and by
// their ids the texts that the application would fetch: dataset and words. None if the page itself holds them.
(function (init, wasm, faces, texts) {
  'use strict';
  var own = document.currentScript;

  function bytes(base64) {
    var letters = atob(base64);
    var list = new Uint8Array(letters.length);
    for (var i = 0; i < letters.length; i += 1) list[i] = letters.charCodeAt(i);
    return list;
  }

  function start() {
    faces.forEach(function (face) {
      document.fonts.add(new FontFace(face.family, bytes(face.file), face.descriptors));
    });
    Object.keys(texts).forEach(function (id) {
      var holder = document.createElement('script');
      holder.type = 'text/plain';
      holder.id = id;
      holder.textContent = texts[id];
      document.body.appendChild(holder);
    });
    // start.js hears it. A script of another origin tells the page nothing of what it does not catch.
    init({ module_or_path: bytes(wasm) }).catch(function () { own.dispatchEvent(new Event('error')); });
  }

  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start);
  else start();
})
