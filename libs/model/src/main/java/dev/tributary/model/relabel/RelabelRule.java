package dev.tributary.model.relabel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;

import com.google.re2j.Matcher;
import dev.tributary.model.LabelPattern;
import dev.tributary.model.Labels;
import dev.tributary.model.RegexTemplate;
import dev.tributary.model.text.Names;

/** One checked and compiled relabel rule. Immutable and safe for several threads. */
public final class RelabelRule {
    private final RelabelConfig config;
    private final LabelPattern pattern;
    private final RegexTemplate target;
    private final RegexTemplate replacement;

    RelabelRule(RelabelConfig checked) {
        config = checked;
        pattern = LabelPattern.compile(checked.regex());
        target = RegexTemplate.compile(checked.targetLabel());
        replacement = RegexTemplate.compile(checked.replacement());
    }

    /** The entry that the rule was made from. */
    public RelabelConfig config() {
        return config;
    }

    /** Changes the labels; false when what carries them is to be dropped. */
    public boolean apply(Labels.Builder labels) {
        String value = sourceValue(labels);
        switch (config.action()) {
            case KEEP -> {
                return pattern.matches(value);
            }
            case DROP -> {
                return !pattern.matches(value);
            }
            case KEEPEQUAL -> {
                return labels.get(config.targetLabel()).equals(value);
            }
            case DROPEQUAL -> {
                return !labels.get(config.targetLabel()).equals(value);
            }
            case REPLACE -> replace(labels, value);
            case HASHMOD -> labels.set(config.targetLabel(), hash(value));
            case LOWERCASE -> labels.set(config.targetLabel(), value.toLowerCase(Locale.ROOT));
            case UPPERCASE -> labels.set(config.targetLabel(), value.toUpperCase(Locale.ROOT));
            case LABELMAP -> copyMatching(labels);
            case LABELDROP -> removeWhere(labels, true);
            case LABELKEEP -> removeWhere(labels, false);
        }
        return true;
    }

    private String sourceValue(Labels.Builder labels) {
        List<String> names = config.sourceLabels();
        if (names.isEmpty()) {
            return "";
        }
        if (names.size() == 1) {
            return labels.get(names.getFirst());
        }
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            joined.append(i == 0 ? "" : config.separator()).append(labels.get(names.get(i)));
        }
        return joined.toString();
    }

    private void replace(Labels.Builder labels, String value) {
        String name = target.plainText();
        String text = replacement.plainText();
        if (name != null && text != null) {
            if (pattern.matches(value)) {
                labels.set(name, text);
            }
            return;
        }
        Matcher match = pattern.re2().matcher(value);
        if (match.matches()) {
            setValid(labels, target.expand(match), replacement.expand(match));
        }
    }

    private static void setValid(Labels.Builder labels, String name, String text) {
        if (Names.isUtf8Name(name)) {
            labels.set(name, text);
        }
    }

    private void copyMatching(Labels.Builder labels) {
        for (String name : labels.names()) {
            Matcher match = pattern.re2().matcher(name);
            if (match.matches()) {
                String copy = replacement.expand(match);
                if (!copy.isEmpty()) {
                    labels.set(copy, labels.get(name));
                }
            }
        }
    }

    private void removeWhere(Labels.Builder labels, boolean matching) {
        for (String name : labels.names()) {
            if (pattern.matches(name) == matching) {
                labels.remove(name);
            }
        }
    }

    /** The last eight bytes of the MD5 sum as an unsigned number, modulo the modulus: the same shards as Prometheus'. */
    private String hash(String value) {
        try {
            byte[] sum = MessageDigest.getInstance("MD5").digest(value.getBytes(StandardCharsets.UTF_8));
            long number = ByteBuffer.wrap(sum).getLong(8);
            return Long.toUnsignedString(Long.remainderUnsigned(number, config.modulus()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
