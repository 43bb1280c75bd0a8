package dev.tributary.model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClusterIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "eu-west.1_b", "_hub"})
    void namesThatCanStandInKeysAndPaths(String name) {
        assertThat(new ClusterId(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".a", "_a", "_hub2", "a/b", "a b", "\u00e9", "a\n"})
    void otherNamesAreRefusedWithTheRule(String name) {
        assertThatThrownBy(() -> new ClusterId(name)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("letters, digits");
    }

    @Test
    void sixtyThreeCharactersAreTheMost() {
        assertThat(new ClusterId("a".repeat(63)).value()).hasSize(63);
        assertThatThrownBy(() -> new ClusterId("a".repeat(64))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ordersByName() {
        assertThat(new ClusterId("a")).isLessThan(new ClusterId("b"));
        assertThat(ClusterId.HUB.value()).isEqualTo("_hub");
    }

    @Test
    void metricTypesAreNamedAsTheApiNamesThem() {
        assertThat(MetricType.GAUGEHISTOGRAM.text()).isEqualTo("gaugehistogram");
    }
}
