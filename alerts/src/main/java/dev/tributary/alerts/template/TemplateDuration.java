package dev.tributary.alerts.template;

import dev.tributary.gotemplate.value.Arguments;
import dev.tributary.gotemplate.value.GoObject;
import dev.tributary.model.text.GoDuration;
import org.jspecify.annotations.Nullable;

/** A duration in a template, with the methods of Go's {@code time.Duration} that give numbers and text. */
record TemplateDuration(long nanos) implements GoObject {
    @Override
    public String typeName() {
        return "*time.Duration";
    }

    @Override
    public @Nullable Object member(String name, Arguments arguments) {
        return switch (name) {
            case "Hours" -> nanos / 3.6e12;
            case "Minutes" -> nanos / 6e10;
            case "Seconds" -> nanos / 1e9;
            case "Milliseconds" -> nanos / 1_000_000;
            case "Microseconds" -> nanos / 1_000;
            case "Nanoseconds" -> nanos;
            case "String" -> toString();
            default -> null;
        };
    }

    @Override
    public Member kindOf(String name) {
        return switch (name) {
            case "Hours", "Minutes", "Seconds", "Milliseconds", "Microseconds", "Nanoseconds", "String" ->
                Member.METHOD;
            default -> Member.NONE;
        };
    }

    @Override
    public String toString() {
        return GoDuration.format(nanos);
    }
}
