package dev.tributary.aggregator.storage.rocks;

import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** A failure of the disk or of what it holds, told apart by what can be done about it. */
public final class StoreIoException extends RuntimeException {
    /** What went wrong. */
    public enum Kind {
        /** No space left: writing works again once there is some. */
        DISK_FULL,
        /** Stored bytes fail their checksum. */
        CORRUPTION,
        /** Anything else, described by the message. */
        OTHER
    }

    private final Kind kind;

    public StoreIoException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    static StoreIoException of(String doing, RocksDBException cause) {
        return new StoreIoException(kindOf(cause), doing + ": " + cause.getMessage(), cause);
    }

    private static Kind kindOf(RocksDBException cause) {
        Status status = cause.getStatus();
        if (status == null) {
            return Kind.OTHER;
        }
        if (status.getSubCode() == Status.SubCode.NoSpace) {
            return Kind.DISK_FULL;
        }
        return status.getCode() == Status.Code.Corruption ? Kind.CORRUPTION : Kind.OTHER;
    }

    public Kind kind() {
        return kind;
    }
}
