package dev.tributary.app.query;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values as RFC 4180 has them, with line feeds. */
final class Csv {
    private Csv() {
    }

    static void print(PrintWriter out, List<String> cells) {
        out.print(cells.stream().map(Csv::cell).collect(Collectors.joining(",")));
        out.print('\n');
    }

    private static String cell(String text) {
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
