package dev.tributary.collector.config;

import dev.tributary.runtime.config.Key;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;

/** The message of remote write, by its protobuf name. */
public enum ProtobufMessage {
    @Key("prometheus.WriteRequest")
    V1(RemoteWriteVersion.V1), @Key("io.prometheus.write.v2.Request")
    V2(RemoteWriteVersion.V2);

    private final RemoteWriteVersion version;

    ProtobufMessage(RemoteWriteVersion version) {
        this.version = version;
    }

    public RemoteWriteVersion version() {
        return version;
    }
}
