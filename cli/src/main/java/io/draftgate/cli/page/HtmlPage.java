package io.draftgate.cli.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Builds a page from top to bottom. Every text is escaped unless it is markup of this package. Confined to one thread. */
public final class HtmlPage {

    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .875rem; }
            th, td { border-bottom: 1px solid #8886; padding: .25rem .6rem; text-align: left; }
            svg { max-width: 100%; height: auto; }
            .axis { stroke: currentColor; stroke-width: 1; fill: none; } .guide { stroke: #888; stroke-dasharray: 4 4; }
            .curve { stroke: #2b6cb0; stroke-width: 2; fill: none; } .dot { fill: #2b6cb0; }
            text { fill: currentColor; font: 12px system-ui, sans-serif; }
            .tokens { white-space: pre-wrap; line-height: 2; }
            .tokens span { border-radius: 3px; color: #111; }
            .g1 { background: #b7e4c7; } .g2 { background: #fdf0a6; } .g3 { background: #f6b8b0; } .g4 { background: #cdb4f0; }
            .bar { display: inline-block; height: .7rem; background: #c0504d; vertical-align: middle; }
            .rail { display: inline-block; width: 8rem; background: #8883; margin-right: .6rem; }
            .note { color: #777; font-size: .875rem; }
            """;

    private final String title;
    private final StringBuilder body = new StringBuilder();

    /** An empty page. */
    public HtmlPage(String title) {
        this.title = title;
        body.append("<h1>").append(escape(title)).append("</h1>\n");
    }

    /** Adds a heading. */
    public HtmlPage heading(String text) {
        return markup("<h2>" + escape(text) + "</h2>");
    }

    /** Adds a paragraph. */
    public HtmlPage paragraph(String text) {
        return markup("<p>" + escape(text) + "</p>");
    }

    /** Adds a paragraph in small print. */
    public HtmlPage note(String text) {
        return markup("<p class=\"note\">" + escape(text) + "</p>");
    }

    /** Adds a table. */
    public HtmlPage table(List<String> header, List<List<String>> rows) {
        StringBuilder table = new StringBuilder("<table><thead>");
        row(table, "th", header);
        table.append("</thead><tbody>\n");
        rows.forEach(cells -> row(table, "td", cells));
        return markup(table.append("</tbody></table>").toString());
    }

    /** Adds markup as it is; whoever makes it escapes what comes from outside. */
    public HtmlPage markup(String trusted) {
        body.append(trusted).append('\n');
        return this;
    }

    /** The whole page. */
    public String render() {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>" + escape(title)
                + "</title>\n<style>\n"
                + STYLE + "</style></head><body>\n" + body + "</body></html>\n";
    }

    /** Writes the whole page to a file. */
    public void write(Path file) throws IOException {
        Files.writeString(file, render());
    }

    /** Text as it may stand in an element or an attribute; control characters, which HTML has no form for, become spaces. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\t' -> escaped.appendCodePoint(codePoint);
                default ->
                    escaped.appendCodePoint(
                            codePoint < ' ' || (codePoint >= 0xD800 && codePoint < 0xE000) ? ' ' : codePoint);
            }
        });
        return escaped.toString();
    }

    private static void row(StringBuilder table, String tag, List<String> cells) {
        table.append("<tr>");
        cells.forEach(cell -> table.append('<')
                .append(tag)
                .append('>')
                .append(escape(cell))
                .append("</")
                .append(tag)
                .append('>'));
        table.append("</tr>\n");
    }
}
