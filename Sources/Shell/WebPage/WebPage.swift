import Terminal

/// A page for a browser that needs nothing else: no network, and no script to be read.
struct WebPage {
    /// The command that makes pages of this kind, and may write over them.
    var command: String
    var title: String
    /// Beside what is the same on every page.
    var style: String
    /// Elements, well-formed.
    var body: String
    var script: String?

    /// What each page of a command begins with, and no other file.
    static func beginning(madeBy command: String) -> String {
        """
        <!DOCTYPE html>
        <!-- Made by the command \(command) of Eventlings, which may write it anew. -->

        """
    }

    var beginning: String { Self.beginning(madeBy: command) }

    var html: String {
        """
        \(beginning)<html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="\(policy)"/>
        <title>\(title.inHTML)</title>
        <style>\(Self.style)\(style)</style>
        </head>
        <body>
        \(body)
        \(script.map(Self.element) ?? "")</body>
        </html>

        """
    }

    /// Whatever a text might smuggle in: nothing is loaded from anywhere.
    private var policy: String {
        "default-src 'none'; style-src 'unsafe-inline'"
            + (script == nil ? "" : "; script-src 'unsafe-inline'")
    }

    private static func element(script: String) -> String {
        """
        <script>
        //<![CDATA[
        \(script)
        //]]>
        </script>

        """
    }

    /// Colours have a contrast of at least 4.5 to their background, in both schemes (WCAG 2.1).
    private static let style = """

        :root {
          color-scheme: light dark;
          --back: #fff; --text: #1c1c1e; --quiet: #5f6368; --line: #c4c7cc; --bad: #b3121d;
          --bad-back: #fdecec; --good: #1a7037; --here: #eaf1fb; --edge: #2f6fd0;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --back: #16181c; --text: #e8e8ea; --quiet: #a3a8b0; --line: #4a4f58; --bad: #ff8a85;
            --bad-back: #3a1d1f; --good: #6fd28c; --here: #202b3b; --edge: #7fb0ff;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0 auto; padding: 1rem 1.5rem; background: var(--back); color: var(--text);
          font: 15px/1.45 system-ui, sans-serif;
        }
        h1 { font-size: 1.35rem; margin: 0 0 .4rem; }
        h2 { font-size: 1rem; margin: 0 0 .4rem; }
        header p { margin: .2rem 0; }
        ol { list-style: none; margin: 0; padding: 0; }

        """
}
