package dev.tributary.logql.volume;

import java.util.List;

import dev.tributary.model.Labels;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class VolumesTest {
    private static Volumes filled(List<String> labels, boolean byName) {
        Volumes volumes = new Volumes(labels, byName);
        volumes.add(Labels.of("app", "a", "pod", "1"), 10);
        volumes.add(Labels.of("app", "a", "pod", "2"), 20);
        volumes.add(Labels.of("app", "b"), 5);
        return volumes;
    }

    @Test
    void bySeries() {
        assertThat(filled(List.of("app"), false).largest(10)).containsExactly(
                new Volume(Labels.of("app", "a"), "", 30), new Volume(Labels.of("app", "b"), "", 5));
        assertThat(filled(List.of(), false).largest(10)).containsExactly(new Volume(Labels.EMPTY, "", 35));
        assertThat(filled(List.of("app"), false).largest(1)).hasSize(1);
    }

    @Test
    void byName() {
        assertThat(filled(List.of(), true).largest(10)).containsExactly(new Volume(Labels.EMPTY, "app", 35),
                new Volume(Labels.EMPTY, "pod", 30));
        assertThat(filled(List.of("pod"), true).largest(10)).containsExactly(new Volume(Labels.EMPTY, "pod", 30));
    }
}
