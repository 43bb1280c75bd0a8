package dev.tributary.alerts.template;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import dev.tributary.gotemplate.value.Arguments;
import dev.tributary.gotemplate.value.GoObject;
import org.jspecify.annotations.Nullable;

/** A UTC time in a template, with the methods of Go's {@code time.Time} that read it; printed as Go prints it. */
record TemplateTime(Instant instant) implements GoObject {
    @Override
    public String typeName() {
        return "*time.Time";
    }

    @Override
    public @Nullable Object member(String name, Arguments arguments) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        return switch (name) {
            case "Unix" -> instant.getEpochSecond();
            case "UnixMilli" -> instant.toEpochMilli();
            case "UnixNano" -> instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
            case "Year" -> (long) time.getYear();
            case "Day" -> (long) time.getDayOfMonth();
            case "YearDay" -> (long) time.getDayOfYear();
            case "Hour" -> (long) time.getHour();
            case "Minute" -> (long) time.getMinute();
            case "Second" -> (long) time.getSecond();
            case "String" -> toString();
            default -> null;
        };
    }

    @Override
    public Member kindOf(String name) {
        return switch (name) {
            case "Unix", "UnixMilli", "UnixNano", "Year", "Day", "YearDay", "Hour", "Minute", "Second", "String" ->
                Member.METHOD;
            default -> Member.NONE;
        };
    }

    @Override
    public String toString() {
        return Humanized.goTime(instant);
    }
}
