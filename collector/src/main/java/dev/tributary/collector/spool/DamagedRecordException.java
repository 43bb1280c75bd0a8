package dev.tributary.collector.spool;

/** Bytes on disk that are not what was written; the message says what is wrong with them. */
public final class DamagedRecordException extends Exception {
    public DamagedRecordException(String message) {
        super(message);
    }
}
