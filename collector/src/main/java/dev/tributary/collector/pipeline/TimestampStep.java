package dev.tributary.collector.pipeline;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.collector.stages.TimestampStage;
import org.jspecify.annotations.Nullable;

/** Takes the entry's time from an extracted value. */
final class TimestampStep {
    private TimestampStep() {
    }

    static StagePlan plan(TimestampStage settings, StageEvents events) {
        List<TimeForm> forms = new ArrayList<>();
        ZoneId zone = ZoneId.of(settings.location());
        forms.add(TimeForm.of(settings.format(), zone));
        settings.fallbackFormats().forEach(form -> forms.add(TimeForm.of(form, zone)));
        return (next, lastTime) -> entry -> {
            Object value = entry.extracted().get(settings.source());
            Long nanos = value == null ? null : read(forms, ExtractedText.of(value), entry.timeNanos());
            if (nanos != null) {
                entry.timeNanos(nanos);
            } else {
                events.failed("timestamp");
                if (settings.actionOnFailure() == TimestampStage.OnFailure.FUDGE && lastTime.getAsLong() > 0) {
                    entry.timeNanos(lastTime.getAsLong() + 1);
                }
            }
            next.accept(entry);
        };
    }

    private static @Nullable Long read(List<TimeForm> forms, String text, long came) {
        int year = Instant.ofEpochSecond(Math.floorDiv(came, 1_000_000_000L)).atZone(ZoneOffset.UTC).getYear();
        for (TimeForm form : forms) {
            try {
                Long nanos = form.read(text, year);
                if (nanos != null) {
                    return nanos;
                }
            } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
                // Of another form, or no time that 64 bits of nanoseconds hold.
            }
        }
        return null;
    }
}
