package dev.tributary.alerts.template;

import java.util.Map;

import dev.tributary.gotemplate.value.Arguments;
import dev.tributary.gotemplate.value.GoObject;
import dev.tributary.gotemplate.value.TextMap;
import org.jspecify.annotations.Nullable;

/** One element of a query in a template: {@code .Labels} and {@code .Value}. */
record QueriedSample(Map<String, String> labels, double value) implements GoObject {
    @Override
    public String typeName() {
        return "*template.sample";
    }

    @Override
    public @Nullable Object member(String name, Arguments arguments) {
        return switch (name) {
            case "Labels" -> TextMap.of(labels);
            case "Value" -> value;
            default -> null;
        };
    }

    @Override
    public Member kindOf(String name) {
        return name.equals("Labels") || name.equals("Value") ? Member.FIELD : Member.NONE;
    }
}
