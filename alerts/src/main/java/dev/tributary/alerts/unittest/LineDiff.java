package dev.tributary.alerts.unittest;

import java.util.ArrayList;
import java.util.List;

/** What to take away (-) and add (+) to come from one list of lines to another; lines of both stay unmarked. */
final class LineDiff {
    private LineDiff() {
    }

    static List<String> of(List<String> from, List<String> to) {
        int[][] common = common(from, to);
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < from.size() || j < to.size()) {
            if (i < from.size() && j < to.size() && from.get(i).equals(to.get(j))) {
                lines.add("              " + from.get(i++));
                j++;
            } else if (j == to.size() || i < from.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add("            - " + from.get(i++));
            } else {
                lines.add("            + " + to.get(j++));
            }
        }
        return lines;
    }

    /** Lengths of the longest common rest from each pair of places. */
    private static int[][] common(List<String> from, List<String> to) {
        int[][] length = new int[from.size() + 1][to.size() + 1];
        for (int i = from.size() - 1; i >= 0; i--) {
            for (int j = to.size() - 1; j >= 0; j--) {
                length[i][j] = from.get(i).equals(to.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        return length;
    }
}
