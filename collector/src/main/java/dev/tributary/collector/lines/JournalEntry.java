package dev.tributary.collector.lines;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What an entry of the journal means: its message, its time, and the other fields as text. */
final class JournalEntry {
    private static final String MESSAGE = "MESSAGE";
    private static final String TIME = "__REALTIME_TIMESTAMP";
    private static final long MICRO = 1000;

    private JournalEntry() {
    }

    static void tell(LineTarget target, Map<String, byte[]> fields, byte[] bytes, int from, int to, long start) {
        byte[] message = fields.get(MESSAGE);
        long time = micros(fields.get(TIME));
        if (message == null || time < 0) {
            target.unparsed(bytes, from, Newlines.textEnd(bytes, from, to), start);
            return;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (!name.equals(MESSAGE)) {
                texts.put(name, new String(value, StandardCharsets.UTF_8));
            }
        });
        target.journal(time * MICRO, message, texts, start);
    }

    private static long micros(byte @Nullable [] text) {
        try {
            long micros = text == null ? -1 : Long.parseLong(new String(text, StandardCharsets.UTF_8));
            return micros > Long.MAX_VALUE / MICRO ? -1 : micros;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
