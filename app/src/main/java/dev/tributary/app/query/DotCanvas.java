package dev.tributary.app.query;

/**
 * A drawing of dots on braille characters, two by four dots in each. Every character keeps the colour that was drawn
 * last.
 */
final class DotCanvas {
    private static final int DOTS_ACROSS = 2;
    private static final int DOTS_DOWN = 4;
    private static final char EMPTY = '\u2800';
    /** Bits of the braille block, by row and column of the dot. */
    private static final int[][] BITS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

    private final int columns;
    private final int rows;
    private final int[] dots;
    private final int[] colours;

    DotCanvas(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        dots = new int[columns * rows];
        colours = new int[columns * rows];
    }

    int width() {
        return columns * DOTS_ACROSS;
    }

    int height() {
        return rows * DOTS_DOWN;
    }

    /** A straight line between two dots, both included; (0, 0) is at the upper left. */
    void line(int fromX, int fromY, int toX, int toY, int colour) {
        int steps = Math.max(1, Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY)));
        for (int i = 0; i <= steps; i++) {
            dot(fromX + Math.round((toX - fromX) * (float) i / steps),
                    fromY + Math.round((toY - fromY) * (float) i / steps), colour);
        }
    }

    private void dot(int x, int y, int colour) {
        int at = y / DOTS_DOWN * columns + x / DOTS_ACROSS;
        dots[at] |= BITS[y % DOTS_DOWN][x % DOTS_ACROSS];
        colours[at] = colour;
    }

    char character(int column, int row) {
        return (char) (EMPTY + dots[row * columns + column]);
    }

    int colour(int column, int row) {
        return colours[row * columns + column];
    }
}
