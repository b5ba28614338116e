// Copy buttons. The page works without them: each box can be marked and copied by hand.
(function () {
  "use strict";
  if (!navigator.clipboard) return;
  document.querySelectorAll("textarea[readonly]").forEach(function (box) {
    var button = document.createElement("button");
    var said = document.createElement("span");
    var label = box.getAttribute("data-copy");
    button.type = "button";
    button.textContent = label;
    said.setAttribute("role", "status");
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(box.value).then(
        function () { said.textContent = "Copied."; },
        function () { box.select(); said.textContent = "Press Ctrl+C to copy."; }
      );
    });
    var row = document.createElement("p");
    row.className = "copy";
    row.setAttribute("data-furniture", "");
    row.append(button, " ", said);
    box.after(row);
  });
})();
