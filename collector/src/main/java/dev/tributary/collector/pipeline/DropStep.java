package dev.tributary.collector.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.google.re2j.Pattern;
import dev.tributary.collector.stages.DropStage;
import dev.tributary.collector.stages.Expressions;
import dev.tributary.runtime.config.ByteSize;
import org.jspecify.annotations.Nullable;

/** Drops entries for which everything that is set holds. */
final class DropStep {
    private static final long MILLI = 1_000_000;

    private final DropStage settings;
    private final @Nullable Pattern pattern;
    private final Clock clock;

    private DropStep(DropStage settings, Clock clock) {
        this.settings = settings;
        String expression = settings.expression();
        this.pattern = expression == null ? null : Expressions.compile("expression", expression);
        this.clock = clock;
    }

    static StagePlan plan(DropStage settings, StageEvents events, Clock clock) {
        DropStep step = new DropStep(settings, clock);
        return (next, _) -> entry -> {
            if (step.drops(entry)) {
                events.dropped(settings.dropCounterReason());
            } else {
                next.accept(entry);
            }
        };
    }

    private boolean drops(PipelineEntry entry) {
        ByteSize size = settings.longerThan();
        if (size != null && entry.length() <= size.bytes()) {
            return false;
        }
        Duration age = settings.olderThan();
        if (age != null && entry.timeNanos() / MILLI >= clock.millis() - age.toMillis()) {
            return false;
        }
        return (settings.source().isEmpty() && pattern == null) || textDrops(entry);
    }

    private boolean textDrops(PipelineEntry entry) {
        String text = settings.source().isEmpty() ? entry.text() : joined(entry);
        if (text == null) {
            return false;
        }
        String value = settings.value();
        return (value == null || value.equals(text)) && (pattern == null || pattern.matcher(text).find());
    }

    private @Nullable String joined(PipelineEntry entry) {
        List<String> texts = new ArrayList<>();
        for (String name : settings.source().split(",")) {
            Object found = entry.extracted().get(name.strip());
            if (found == null) {
                return null;
            }
            texts.add(ExtractedText.of(found));
        }
        return String.join(settings.separator(), texts);
    }
}
