/// What is the same on every page of a story.
enum StoryPageStyle {
    static let css = """

        body { padding-bottom: 5rem; max-width: 84rem; }
        main { display: flex; gap: 1.5rem; align-items: flex-start; margin-top: 1rem; }
        section { flex: 1; min-width: 0; }
        li, .lanes {
          display: grid; grid-template-columns: 4.5rem minmax(0, 1fr) 17rem; column-gap: 1rem;
          border-left: 3px solid transparent; padding-left: .4rem;
        }
        .lanes {
          position: sticky; top: 0; z-index: 2; background: var(--back); padding-top: .3rem;
          padding-bottom: .3rem; color: var(--quiet);
        }
        .lanes span { text-align: right; }
        .lanes div, .picture {
          display: grid; grid-template-columns: repeat(var(--lanes), minmax(0, 1fr));
        }
        .lanes b { text-align: center; color: var(--text); }
        .time { text-align: right; color: var(--quiet); padding: .3rem 0; white-space: nowrap; }
        .picture > * { grid-row: 1; }
        .picture i { justify-self: center; width: 1px; background: var(--line); }
        .picture div { z-index: 1; padding: .3rem 0; overflow-wrap: anywhere; min-width: 0; }
        .picture span { background: var(--back); padding: 0 .3rem; }
        .arrow { position: relative; text-align: center; padding-bottom: .55rem !important; }
        .arrow::after {
          content: ""; position: absolute; left: 0; right: 0; bottom: .3rem;
          border-bottom: 1.5px solid var(--text);
        }
        .arrow::before {
          content: ""; position: absolute; bottom: calc(.3rem - 3.25px);
          border: 4px solid transparent;
        }
        .arrow.right::before { right: 0; border-left: 7px solid var(--text); border-right: 0; }
        .arrow.left::before { left: 0; border-right: 7px solid var(--text); border-left: 0; }
        .answer .arrow::after { border-bottom-style: dashed; }
        .lost .arrow::after { border-bottom: 1.5px dotted var(--bad); }
        .lost .arrow::before { display: none; }
        .lost .arrow span, .fault .mark span { color: var(--bad); font-weight: 600; }
        .mark.left { text-align: right; }
        .mark.right span { margin-left: -.62em; padding-left: 0; }
        .mark.left span { margin-right: -.62em; padding-right: 0; }
        .print .mark span { font-family: ui-monospace, monospace; font-size: .93em; }
        .print .mark span, .broken .mark span { margin: 0 .5rem; padding: 0 .3rem; }
        .broken .mark span {
          background: var(--bad-back); color: var(--bad); font-weight: 700; padding: .15rem .4rem;
          border: 1.5px solid var(--bad); border-radius: .25rem; display: inline-block;
        }
        .across { text-align: center; color: var(--quiet); font-style: italic; }
        .words { margin: 0; padding: .3rem 0; }
        .state { padding: .3rem 0; font-size: .87rem; color: var(--quiet); }
        .state p, #state p { margin: 0 0 .25rem; }
        .state b { font-weight: 600; }
        .fact { display: inline-block; }
        em { font-style: normal; font-weight: 700; color: var(--text); }
        .same { display: none; }
        .words, .unseen {
          position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
          white-space: nowrap;
        }
        .js li, .js .lanes { grid-template-columns: 4.5rem minmax(0, 1fr); cursor: pointer; }
        .js li .state { display: none; }
        .js li.later { opacity: .3; }
        .js li[aria-current] { background: var(--here); border-left-color: var(--edge); }
        .js li[aria-current] .picture span { background: var(--here); }
        .js li.broken[aria-current] .picture span { background: var(--bad-back); }
        #beside {
          width: 19rem; position: sticky; top: 1rem; border: 1px solid var(--line);
          border-radius: .4rem; padding: .8rem 1rem; color: var(--quiet);
        }
        #beside h2 { color: var(--text); }
        #keys {
          position: fixed; left: 0; right: 0; bottom: 0; background: var(--back);
          border-top: 1px solid var(--line); padding: .6rem 1.5rem; text-align: center; z-index: 3;
        }
        button {
          font: inherit; color: var(--text); background: var(--back); padding: .25rem .8rem;
          border: 1px solid var(--quiet); border-radius: .3rem; cursor: pointer;
        }
        button:hover { background: var(--here); }
        button:focus-visible, li:focus-visible { outline: 2px solid var(--edge); outline-offset: 1px; }
        #place { color: var(--quiet); margin-left: 1rem; }
        [hidden] { display: none; }
        @media (max-width: 46rem) {
          main { flex-direction: column-reverse; gap: .8rem; }
          section { width: 100%; }
          #beside { width: 100%; }
          .lanes, .picture, .time { display: none; }
          li, .js li { grid-template-columns: minmax(0, 1fr); }
          .words { position: static; width: auto; height: auto; clip-path: none; white-space: normal; }
          .fault .words, .lost .words, .broken .words { color: var(--bad); font-weight: 600; }
        }
        @media print {
          body { max-width: none; padding: 0; font-size: 10pt; }
          #keys, #beside { display: none; }
          .js li.later { opacity: 1; }
          .js li, .js .lanes, li, .lanes { grid-template-columns: 4rem minmax(0, 1fr) 14rem; }
          .js li[aria-current], .js li[aria-current] .picture span { background: none; }
          .js li .state:not(.same) { display: block; }
          .lanes { position: static; }
          li { break-inside: avoid; }
        }

        """

    /// Begins with the whole story in sight; from there the arrow right leads to the first step.
    static let script = """
        (function () {
          "use strict";
          var byId = function (id) { return document.getElementById(id); };
          var steps = Array.from(document.querySelectorAll("#steps > li"));
          if (steps.length === 0) { return; }
          var at = -1;
          document.documentElement.classList.add("js");
          byId("beside").hidden = false;
          byId("keys").hidden = false;
          byId("place").textContent = "The whole story. The arrow right begins at its first step.";

          function show(index) {
            at = Math.max(0, Math.min(steps.length - 1, index));
            steps.forEach(function (step, number) {
              step.classList.toggle("later", number > at);
              step.removeAttribute("aria-current");
            });
            var step = steps[at];
            step.setAttribute("aria-current", "step");
            fill(step);
            byId("place").textContent = "Step " + (at + 1) + " of " + steps.length;
            byId("spoken").textContent = step.querySelector(".words").textContent;
            step.scrollIntoView({ block: "nearest" });
          }

          function fill(step) {
            var state = step.querySelector(".state").cloneNode(true);
            byId("state").replaceChildren.apply(byId("state"), Array.from(state.childNodes));
          }

          function next(names) {
            var isWanted = function (step) {
              return names.some(function (name) { return step.classList.contains(name); });
            };
            var found = steps.findIndex(function (step, number) {
              return number > at && isWanted(step);
            });
            return found < 0 ? Math.max(0, steps.findIndex(isWanted)) : found;
          }

          var ways = {
            start: function () { show(0); },
            end: function () { show(steps.length - 1); },
            back: function () { show(at - 1); },
            on: function () { show(at + 1); },
            fault: function () { show(next(["fault", "lost"])); },
            breach: function () { show(next(["broken"])); }
          };
          var keys = {
            ArrowRight: "on", ArrowDown: "on", n: "on", ArrowLeft: "back", ArrowUp: "back",
            b: "back", Home: "start", g: "start", End: "end", G: "end", f: "fault", p: "breach"
          };
          document.addEventListener("keydown", function (event) {
            if (event.ctrlKey || event.metaKey || event.altKey) { return; }
            if (!Object.hasOwn(keys, event.key)) { return; }
            event.preventDefault();
            ways[keys[event.key]]();
          });
          document.querySelectorAll("[data-go]").forEach(function (button) {
            button.addEventListener("click", function () { ways[button.dataset.go](); });
          });
          steps.forEach(function (step, number) {
            step.addEventListener("click", function () { show(number); });
          });
          fill(steps[steps.length - 1]);
          var named = steps.findIndex(function (step) { return "#" + step.id === location.hash; });
          if (named >= 0) { show(named); }
        }());
        """
}
