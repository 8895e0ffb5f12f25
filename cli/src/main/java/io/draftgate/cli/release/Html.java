package io.draftgate.cli.release;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pieces of HTML; whatever is a text is escaped. */
final class Html {
    private Html() {}

    static String text(Object text) {
        return String.valueOf(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String paragraph(String text) {
        return "<p>" + text(text) + "</p>\n";
    }

    static String section(String title, String... parts) {
        return "<section>\n<h2>" + text(title) + "</h2>\n" + String.join("", parts) + "</section>\n";
    }

    static String pre(String text) {
        return "<pre>" + text(text) + "</pre>\n";
    }

    /** Two columns: what, and how many. */
    static String counts(String what, Map<String, Long> counts) {
        return table(
                List.of(what, "number"),
                counts.entrySet().stream()
                        .map(count -> List.<Object>of(count.getKey(), count.getValue()))
                        .toList());
    }

    static String table(List<String> head, List<List<Object>> rows) {
        return "<table>\n<thead><tr>" + cells("th", head) + "</tr></thead>\n<tbody>\n"
                + rows.stream()
                        .map(row -> "<tr>" + cells("td", row) + "</tr>\n")
                        .collect(Collectors.joining())
                + "</tbody>\n</table>\n";
    }

    private static String cells(String tag, List<?> cells) {
        return cells.stream()
                .map(cell -> "<" + tag + (cell instanceof Number ? " class=\"number\"" : "") + ">" + text(cell) + "</"
                        + tag + ">")
                .collect(Collectors.joining());
    }
}
