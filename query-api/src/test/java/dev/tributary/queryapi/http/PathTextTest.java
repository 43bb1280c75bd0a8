package dev.tributary.queryapi.http;

import java.util.Map;

import dev.tributary.queryapi.endpoint.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PathTextTest {
    private static final String PATTERN = "/api/v1/label/{name}/values";

    private static Map<String, String> of(String name) {
        return PathText.parameters(PATTERN, "/api/v1/label/" + name + "/values");
    }

    @Test
    void partsAreDecoded() {
        assertThat(of("job")).containsExactly(Map.entry("name", "job"));
        assertThat(of("a%2Fb+%c3%a9é")).containsExactly(Map.entry("name", "a/b+éé"));
        assertThat(PathText.parameters("/api/v1/labels", "/api/v1/labels")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ff", "%c3", "%c3x", "%ed%a0%80"})
    void whatIsNoUtf8IsRefused(String name) {
        assertThatThrownBy(() -> of(name)).isInstanceOf(ApiException.class).hasMessageContaining("is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%1", "%zz", "a%1g"})
    void aBrokenEscapeIsRefused(String name) {
        assertThatThrownBy(() -> of(name)).isInstanceOf(ApiException.class).hasMessageContaining("invalid URL escape");
    }
}
