package dev.tributary.wire.remotewrite;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RemoteWriteContentTypeTest {
    @ParameterizedTest
    @EnumSource
    void eachVersionKnowsItsOwnContentType(RemoteWriteVersion version) {
        assertThat(RemoteWriteContentType.parse(version.contentType())).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/x-protobuf", "Application/X-Protobuf; charset=utf-8",
            "application/x-protobuf;proto=prometheus.WriteRequest"})
    void withoutAMessageNameItIsVersion1(String contentType) {
        assertThat(RemoteWriteContentType.parse(contentType)).isEqualTo(RemoteWriteVersion.V1);
    }

    @Test
    void spacesAndQuotesDoNotMatter() {
        assertThat(RemoteWriteContentType.parse("application/x-protobuf ; Proto = \"io.prometheus.write.v2.Request\""))
                .isEqualTo(RemoteWriteVersion.V2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-protobuf;proto=io.prometheus.write.v3.Request", ";"})
    void anythingElseIsRefusedByName(String contentType) {
        assertThatThrownBy(() -> RemoteWriteContentType.parse(contentType))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(contentType)
                .hasMessageContaining("supported are");
    }
}
