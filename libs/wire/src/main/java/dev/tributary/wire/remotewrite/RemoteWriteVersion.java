package dev.tributary.wire.remotewrite;

/** The two remote-write messages with what HTTP says of them. */
public enum RemoteWriteVersion {
    V1("application/x-protobuf", "0.1.0"), V2("application/x-protobuf;proto=io.prometheus.write.v2.Request", "2.0.0");

    private final String contentType;
    private final String header;

    RemoteWriteVersion(String contentType, String header) {
        this.contentType = contentType;
        this.header = header;
    }

    public String contentType() {
        return contentType;
    }

    /** Value of {@code X-Prometheus-Remote-Write-Version}. */
    public String header() {
        return header;
    }
}
