// Makes the frame of a leaflet as tall as its text, so that nobody scrolls twice.
// Put it once on a page, for any number of frames; without it each frame scrolls.
(function () {
  "use strict";
  var TALLEST = 20000; // CSS px: more is no leaflet

  function frameOf(event, id) {
    var frames = document.querySelectorAll("iframe[data-plainleaf]");
    for (var n = 0; n < frames.length; n += 1) {
      // The window is what counts: a sandboxed frame has no origin to go by.
      var isIt = frames[n].contentWindow === event.source;
      if (isIt && frames[n].getAttribute("data-plainleaf") === id) return frames[n];
    }
    return null;
  }

  function isLength(number) {
    return typeof number === "number" && isFinite(number) && number >= 0;
  }

  addEventListener("message", function (event) {
    var said = event.data;
    if (!said || typeof said !== "object") return;
    var frame = frameOf(event, said.id);
    if (!frame) return;
    if (said.type === "plainleaf:height" && isLength(said.height) && said.height > 0) {
      var bordered = getComputedStyle(frame).boxSizing === "border-box";
      var edges = bordered ? frame.offsetHeight - frame.clientHeight : 0;
      frame.style.height = Math.min(said.height, TALLEST) + edges + "px";
    }
    if (said.type === "plainleaf:place" && isLength(said.top)) {
      var within = Math.min(said.top, frame.clientHeight);
      window.scrollTo(0, frame.getBoundingClientRect().top + window.scrollY + within);
    }
  });

  // A frame that was there before this script has spoken already.
  var frames = document.querySelectorAll("iframe[data-plainleaf]");
  for (var n = 0; n < frames.length; n += 1) {
    if (frames[n].contentWindow) {
      frames[n].contentWindow.postMessage({ type: "plainleaf:ask" }, "*");
    }
  }
})();
