package dev.tributary.queryapi.port;

/** A long work on the store. */
public enum StoreWork {
    /** Copies what is new since the last backup into the hub's folder of backups. */
    BACKUP("backup"),
    /** Reads all that is stored and says what is damaged. */
    VERIFY("verify");

    private final String text;

    StoreWork(String text) {
        this.text = text;
    }

    /** Its name in the API. */
    public String text() {
        return text;
    }
}
