package dev.tributary.wire.exposition;

/** The escapes of label values and help texts. An escape that is none stands for itself, as Prometheus has it. */
final class Escapes {
    private Escapes() {
    }

    /** Undoes {@code \\}, {@code \"} and {@code \n} in place; gives the new end. */
    static int undo(byte[] bytes, int from, int to) {
        return undo(bytes, from, to, true);
    }

    /** Undoes escapes in place; without quotes, {@code \"} stands for itself. */
    static int undo(byte[] bytes, int from, int to, boolean quotes) {
        int out = from;
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (b == '\\' && at + 1 < to) {
                byte next = bytes[at + 1];
                if (next == '\\' || next == 'n' || next == '"' && quotes) {
                    b = next == 'n' ? (byte) '\n' : next;
                    at++;
                }
            }
            bytes[out++] = b;
        }
        return out;
    }
}
