package dev.tributary.aggregator.ingest.logs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;

/** Adds the level of a line to its structured metadata. For one thread. */
final class LeveledMetadata {
    private static final String LABEL = "detected_level";
    private static final byte[] NAME = LABEL.getBytes(StandardCharsets.UTF_8);
    /** Labels of streams can name any level. */
    private static final int KEPT_MAX = 64;

    private final Map<String, LabelSlices> alone = new HashMap<>();
    private final LabelSlices joined = new LabelSlices();
    private byte[] bytes = new byte[256];

    /** Metadata that names a level itself stays as it is. */
    LabelSlices with(LabelSlices metadata, Labels values, String level) {
        if (values.has(LABEL)) {
            return metadata;
        }
        return metadata.size() == 0 ? alone(level) : join(metadata, level.getBytes(StandardCharsets.UTF_8));
    }

    private LabelSlices alone(String level) {
        if (alone.size() > KEPT_MAX) {
            alone.clear();
        }
        return alone.computeIfAbsent(level, value -> {
            LabelSlices slices = new LabelSlices();
            slices.set(Labels.of(LABEL, value));
            return slices;
        });
    }

    private LabelSlices join(LabelSlices metadata, byte[] level) {
        int needed = NAME.length + level.length;
        for (int i = 0; i < metadata.size(); i++) {
            needed += metadata.nameLength(i) + metadata.valueLength(i);
        }
        if (bytes.length < needed) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
        joined.reset(bytes);
        int at = 0;
        for (int i = 0; i < metadata.size(); i++) {
            at = add(metadata.bytes(), metadata.nameOffset(i), metadata.nameLength(i), metadata.bytes(),
                    metadata.valueOffset(i), metadata.valueLength(i), at);
        }
        add(NAME, 0, NAME.length, level, 0, level.length, at);
        return joined;
    }

    private int add(byte[] names, int name, int nameLength, byte[] values, int value, int valueLength, int at) {
        System.arraycopy(names, name, bytes, at, nameLength);
        System.arraycopy(values, value, bytes, at + nameLength, valueLength);
        joined.add(at, nameLength, at + nameLength, valueLength);
        return at + nameLength + valueLength;
    }
}
