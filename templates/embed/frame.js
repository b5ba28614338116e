// A leaflet in a frame tells the page around it how tall it is and where a link leads.
// It tells nothing else, and it works without this script: the frame then scrolls.
(function () {
  "use strict";
  var root = document.documentElement;
  var id = document.body.getAttribute("data-plainleaf");
  // WordPress puts a word into the frame's address, and hears only who says it.
  var secret = (location.hash.match(/secret=([A-Za-z0-9]+)/) || [])[1];

  function tell(message) {
    if (window.parent !== window) window.parent.postMessage(message, "*");
  }

  function tellHeight() {
    var height = Math.ceil(root.getBoundingClientRect().height);
    tell({ type: "plainleaf:height", id: id, height: height });
    if (secret) tell({ message: "height", value: height, secret: secret });
  }

  // A frame as tall as its text does not scroll, so the page around it has to.
  function tellPlace() {
    var name = decodeURIComponent(location.hash.slice(1));
    var goal = name && document.getElementById(name);
    if (goal) {
      var top = Math.round(goal.getBoundingClientRect().top + window.scrollY);
      tell({ type: "plainleaf:place", id: id, top: top });
    }
  }

  function follow(event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (!link) return;
    if (link.getAttribute("href").charAt(0) === "#") {
      setTimeout(tellPlace, 0); // after the frame has gone there itself
    } else if (secret) {
      // WordPress lets its frames lead nowhere; it follows links itself.
      event.preventDefault();
      tell({ message: "link", value: link.href, secret: secret });
    }
  }

  // Whoever is around may begin to listen after the first word was said.
  function hear(event) {
    var said = event.data;
    if (event.source !== window.parent || !said || typeof said !== "object") return;
    if (said.type === "plainleaf:ask" || said.message === "ready") tellHeight();
  }

  if (window.ResizeObserver) new ResizeObserver(tellHeight).observe(root);
  addEventListener("load", tellHeight);
  addEventListener("message", hear);
  addEventListener("hashchange", tellPlace);
  addEventListener("click", follow);
})();
