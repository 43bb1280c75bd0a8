package dev.tributary.logql.format;

import com.google.re2j.Pattern;
import dev.tributary.logql.entry.Entry;
import dev.tributary.logql.entry.Line;
import dev.tributary.logql.entry.Step;

/** {@code | decolorize}: removes the terminal's control sequences. */
public final class DecolorizeStep implements Step {
    private static final String PARAMETERS = "(?:[0-9]{1,4}(?:;[0-9]{0,4})*)?";
    private static final String TITLE = "(?:[a-zA-Z0-9]*(?:;[a-zA-Z0-9]*)*)?\u0007";
    private static final Pattern SEQUENCE = Pattern
            .compile("[\u001b\u009b][\\[\\]()#;?]*(?:" + TITLE + "|" + PARAMETERS + "[0-9A-PRZcf-ntqry=><~])");

    @Override
    public boolean process(Entry entry) {
        Line line = entry.line();
        if (mayHoldSequence(line)) {
            line.set(SEQUENCE.matcher(line.text()).replaceAll(""));
        }
        return true;
    }

    private static boolean mayHoldSequence(Line line) {
        byte[] bytes = line.bytes();
        for (int i = line.from(); i < line.to(); i++) {
            // The second is the last byte of U+009B in UTF-8.
            if (bytes[i] == 0x1b || bytes[i] == (byte) 0x9b) {
                return true;
            }
        }
        return false;
    }
}
