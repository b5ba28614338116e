// Copy buttons. The page works without them: each box can be marked and copied by hand.
(function () {
  "use strict";
  var SHOWN = 2000; // milliseconds for which a button says what it did
  if (!navigator.clipboard) return;

  function added(parent, element, className, words) {
    var made = document.createElement(element);
    if (className) made.className = className;
    made.textContent = words;
    parent.append(made);
    return made;
  }

  document.querySelectorAll("textarea[readonly]").forEach(function (box) {
    var row = added(box.parentElement, "div", "copy", "");
    var button = added(row, "button", "", "");
    var word = added(button, "span", "", "Copy");
    added(button, "span", "heard", ": " + box.labels[0].textContent);
    var status = added(row, "span", "heard", "");
    button.type = "button";
    row.setAttribute("data-furniture", "");
    status.setAttribute("role", "status");

    function say(short, long) {
      word.textContent = short;
      status.textContent = long;
      setTimeout(function () { word.textContent = "Copy"; }, SHOWN);
    }

    button.addEventListener("click", function () {
      navigator.clipboard.writeText(box.value).then(
        function () { say("Copied", "Copied."); },
        function () {
          box.focus();
          box.select();
          status.textContent = "The code is marked. Press Control and C to copy it.";
        }
      );
    });
  });
})();
