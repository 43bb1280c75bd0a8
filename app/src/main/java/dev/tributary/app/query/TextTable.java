package dev.tributary.app.query;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows under a heading, columns as wide as their widest cell. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<String> heading;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table without rows. */
    public TextTable(List<String> heading) {
        this.heading = List.copyOf(heading);
    }

    /** Adds a row, which has as many cells as the heading. */
    public void add(List<String> row) {
        if (row.size() != heading.size()) {
            throw new IllegalStateException("row " + row + " does not fit heading " + heading);
        }
        rows.add(List.copyOf(row));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    int width() {
        int width = GAP.length() * (heading.size() - 1);
        for (int column = 0; column < heading.size(); column++) {
            width += columnWidth(column);
        }
        return width;
    }

    /** Prints heading and rows. */
    public void print(PrintWriter out) {
        int[] widths = new int[heading.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = columnWidth(column);
        }
        out.println(line(heading, widths));
        for (List<String> row : rows) {
            out.println(line(row, widths));
        }
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            line.append(column == 0 ? "" : GAP).append(cell).repeat(" ", widths[column] - length(cell));
        }
        return line.toString().stripTrailing();
    }

    private int columnWidth(int column) {
        int width = length(heading.get(column));
        for (List<String> row : rows) {
            width = Math.max(width, length(row.get(column)));
        }
        return width;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
