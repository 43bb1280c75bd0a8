package dev.tributary.wire.remotewrite;

/** The two remote-write messages with what HTTP says of them. */
public enum RemoteWriteVersion {
    V1("1.0", "application/x-protobuf", "0.1.0"),
    V2("2.0", "application/x-protobuf;proto=io.prometheus.write.v2.Request", "2.0.0");

    private final String protocol;
    private final String contentType;
    private final String header;

    RemoteWriteVersion(String protocol, String contentType, String header) {
        this.protocol = protocol;
        this.contentType = contentType;
        this.header = header;
    }

    /** The number people know the version by: 1.0 or 2.0. */
    public String protocol() {
        return protocol;
    }

    public String contentType() {
        return contentType;
    }

    /** Value of {@code X-Prometheus-Remote-Write-Version}. */
    public String header() {
        return header;
    }
}
