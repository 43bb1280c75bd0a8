package dev.tributary.alerts.template;

import java.util.Map;

import dev.tributary.gotemplate.value.Arguments;
import dev.tributary.gotemplate.value.GoObject;
import dev.tributary.gotemplate.value.TextMap;
import org.jspecify.annotations.Nullable;

/** What dot is in an alert's template. */
record AlertData(Map<String, String> labels, Map<String, String> externalLabels, String externalUrl, double value)
        implements
            GoObject {
    @Override
    public String typeName() {
        return "template.alertData";
    }

    @Override
    public @Nullable Object member(String name, Arguments arguments) {
        return switch (name) {
            case "Labels" -> TextMap.of(labels);
            case "ExternalLabels" -> TextMap.of(externalLabels);
            case "ExternalURL" -> externalUrl;
            case "Value" -> value;
            default -> null;
        };
    }

    @Override
    public Member kindOf(String name) {
        return switch (name) {
            case "Labels", "ExternalLabels", "ExternalURL", "Value" -> Member.FIELD;
            default -> Member.NONE;
        };
    }
}
