package dev.tributary.runtime.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong with one configuration text. */
final class Problems {
    private final String sourceName;
    private final List<ConfigProblem> found = new ArrayList<>();

    Problems(String sourceName) {
        this.sourceName = sourceName;
    }

    void add(@Nullable Node place, String keyPath, String message) {
        Mark mark = place == null ? null : place.getStartMark();
        found.add(new ConfigProblem(sourceName, mark == null ? 0 : mark.getLine() + 1,
                mark == null ? 0 : mark.getColumn() + 1, keyPath, message));
    }

    int count() {
        return found.size();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigException(found.stream()
                    .sorted(Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column))
                    .toList());
        }
    }
}
