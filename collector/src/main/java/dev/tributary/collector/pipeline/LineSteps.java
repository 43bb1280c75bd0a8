package dev.tributary.collector.pipeline;

import com.google.re2j.Pattern;
import dev.tributary.collector.stages.OutputStage;

/** The short stages that change the line. */
final class LineSteps {
    /** Sequences that terminals take as colours and other settings. */
    private static final Pattern COLOURS = Pattern.compile("\\x1b\\[[0-9;?]*[A-Za-z]");
    private static final char ESCAPE = 0x1b;

    private LineSteps() {
    }

    static StagePlan output(OutputStage settings) {
        return (next, _) -> entry -> {
            Object value = entry.extracted().get(settings.source());
            if (value != null) {
                entry.text(ExtractedText.of(value));
            }
            next.accept(entry);
        };
    }

    static StagePlan decolorize() {
        return (next, _) -> entry -> {
            byte[] bytes = entry.bytes();
            for (int i = entry.from(); i < entry.to(); i++) {
                if (bytes[i] == ESCAPE) {
                    entry.text(COLOURS.matcher(entry.text()).replaceAll(""));
                    break;
                }
            }
            next.accept(entry);
        };
    }
}
