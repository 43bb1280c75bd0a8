package dev.tributary.model.relabel;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code relabel_configs} as it is written, with Prometheus' defaults for what was left out.
 *
 * @param modulus an unsigned number
 */
public record RelabelConfig(List<String> sourceLabels, String separator, String regex, long modulus, String targetLabel,
        String replacement, RelabelAction action) {
    /** An entry that says nothing. */
    public static final RelabelConfig DEFAULT = new RelabelConfig(List.of(), ";", "(.*)", 0, "", "$1",
            RelabelAction.REPLACE);

    public RelabelConfig {
        sourceLabels = List.copyOf(sourceLabels);
    }

    /**
     * The entry with these fields, null for each that a file leaves out.
     *
     * @throws IllegalArgumentException when the action is unknown
     */
    public static RelabelConfig of(@Nullable List<String> sourceLabels, @Nullable String separator,
            @Nullable String regex, @Nullable Long modulus, @Nullable String targetLabel, @Nullable String replacement,
            @Nullable String action) {
        return new RelabelConfig(sourceLabels == null ? DEFAULT.sourceLabels : sourceLabels,
                separator == null ? DEFAULT.separator : separator, regex == null ? DEFAULT.regex : regex,
                modulus == null ? DEFAULT.modulus : modulus, targetLabel == null ? DEFAULT.targetLabel : targetLabel,
                replacement == null ? DEFAULT.replacement : replacement,
                action == null ? DEFAULT.action : RelabelAction.of(action));
    }

    public RelabelConfig withSourceLabels(String... labels) {
        return new RelabelConfig(List.of(labels), separator, regex, modulus, targetLabel, replacement, action);
    }

    public RelabelConfig withSeparator(String text) {
        return new RelabelConfig(sourceLabels, text, regex, modulus, targetLabel, replacement, action);
    }

    public RelabelConfig withRegex(String expression) {
        return new RelabelConfig(sourceLabels, separator, expression, modulus, targetLabel, replacement, action);
    }

    public RelabelConfig withModulus(long number) {
        return new RelabelConfig(sourceLabels, separator, regex, number, targetLabel, replacement, action);
    }

    public RelabelConfig withTargetLabel(String label) {
        return new RelabelConfig(sourceLabels, separator, regex, modulus, label, replacement, action);
    }

    public RelabelConfig withReplacement(String template) {
        return new RelabelConfig(sourceLabels, separator, regex, modulus, targetLabel, template, action);
    }

    public RelabelConfig withAction(RelabelAction what) {
        return new RelabelConfig(sourceLabels, separator, regex, modulus, targetLabel, replacement, what);
    }

    /**
     * The rule this entry describes.
     *
     * @throws IllegalArgumentException in Prometheus' words when the fields do not fit the action or each other
     */
    public RelabelRule toRule() {
        RelabelConfigCheck.check(this);
        return new RelabelRule(this);
    }
}
